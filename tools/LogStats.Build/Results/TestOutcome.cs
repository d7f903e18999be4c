namespace LogStats.Build.Results;

/// <summary>How one test ended; there is no fourth way.</summary>
internal enum TestOutcome
{
    Passed,
    Failed,
    Skipped,
}
