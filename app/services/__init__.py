"""What a user can do: one public method, one transaction. Knows neither Qt nor the command line."""
