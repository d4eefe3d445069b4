TABLE = "relevance"  # the property of a test that holds a table to show


def pytest_terminal_summary(terminalreporter):
    """Show how well the search answers, whatever the outcome; the tables come from the workers with the reports."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, lines in getattr(report, "user_properties", ()) if getattr(report, "when", "") == "call" else ():
                if name == TABLE:
                    terminalreporter.section("relevance of the search")
                    terminalreporter.write_line(lines)
