"""Facts and rules of the office. Fetches nothing, writes nothing, knows neither SQL nor Qt."""
