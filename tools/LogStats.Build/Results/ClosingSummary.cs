namespace LogStats.Build.Results;

/// <summary>
/// The end of a test run: every skip and every failure by name, then the one line that machines read.
/// </summary>
internal static class ClosingSummary
{
    private const string NoReason = "no reason given";

    public static void Write(TextWriter writer, IReadOnlyList<TestResult> results)
    {
        List<TestResult> skipped = Of(results, TestOutcome.Skipped);
        List<TestResult> failed = Of(results, TestOutcome.Failed);
        writer.WriteLine();
        WriteList(writer, "Skipped:", skipped, static reason => [.. reason.Take(1)]);
        WriteList(writer, "Failed:", failed, static reason => reason);
        int passed = results.Count - skipped.Count - failed.Count;
        writer.WriteLine(FormattableString.Invariant(
            $"{passed} passed, {failed.Count} failed, {skipped.Count} skipped"));
    }

    private static List<TestResult> Of(IReadOnlyList<TestResult> results, TestOutcome outcome) =>
        [.. results.Where(result => result.Outcome == outcome)
            .OrderBy(static result => result.Suite, StringComparer.Ordinal)
            .ThenBy(static result => result.Name, StringComparer.Ordinal)];

    private static void WriteList(
        TextWriter writer, string title, List<TestResult> results, Func<string[], string[]> shown)
    {
        if (results.Count == 0)
        {
            return;
        }

        writer.WriteLine(title);
        foreach (TestResult result in results)
        {
            string[] reason = shown(result.Reason.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            writer.WriteLine($"  {result.Suite}: {result.Name} – {reason.FirstOrDefault(NoReason).Trim()}");
            foreach (string line in reason.Skip(1))
            {
                writer.WriteLine($"      {line.TrimEnd()}");
            }
        }

        writer.WriteLine();
    }
}
