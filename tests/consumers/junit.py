"""Prints what junitparser reads from a report: the counts, and each case with its outcome."""

import sys
from junitparser import JUnitXml

report = JUnitXml.fromfile(sys.argv[1])
print(report.tests, report.failures, report.errors, report.skipped)
for suite in report:
    for case in suite:
        print(suite.name, case.name, *(type(result).__name__ for result in case.result), sep="|")
        for result in case.result:
            print("  ", result.message)
