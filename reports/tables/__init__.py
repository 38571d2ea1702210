"""Tables as files: workbooks, CSV, Data Packages, GeoJSON. Text is text everywhere, whatever it begins with."""
