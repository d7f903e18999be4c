namespace LogStats.Build.Results;

/// <summary>One test's end, or one thing that kept tests from running.</summary>
/// <param name="Suite">The test project, <c>Pester</c> or <c>build</c>.</param>
/// <param name="Name">The test as its framework names it.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why it was skipped or how it failed; may have many lines.</param>
internal sealed record TestResult(string Suite, string Name, TestOutcome Outcome, string Reason = "");
