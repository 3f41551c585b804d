"""政府法律顾问: people and firms, appointments, contracts, work, conflicts, assessments. Knows no store and no widget."""
