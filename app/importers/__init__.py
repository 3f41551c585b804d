"""Files of any office program to drafts of facts and problems. Knows no database."""
