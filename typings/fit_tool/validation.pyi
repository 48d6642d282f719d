from fit_tool.fit_file import FitFile

class ValidationReport:
    findings: list[object]

def validate_fit_file(source: FitFile, *, raise_on_error: bool = False) -> ValidationReport: ...
