"""搜索全部: what Ctrl+K opens, hits of every ledger under the search box while one types."""
