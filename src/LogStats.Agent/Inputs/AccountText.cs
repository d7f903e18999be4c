using System.Globalization;
using LogStats.Agent.Terminal;
using LogStats.Scan;

namespace LogStats.Agent.Inputs;

/// <summary>The closing words of a run: what became of every line, and of those left out why and where the first stands.</summary>
internal static class AccountText
{
    public static void Write(TextWriter writer, Screen screen, IReadOnlyList<InputAccount> accounts)
    {
        long Sum(Func<ScanCounts, long> of) => accounts.Sum(account => of(account.Counts));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Amount.Of(Sum(counts => counts.Read), "line")} read: {Amount.Of(Sum(counts => counts.Records), "record")}, ")
            + string.Create(CultureInfo.InvariantCulture,
                $"{Sum(counts => counts.Skipped):N0} skipped, {Sum(counts => counts.Rejected):N0} rejected"));
        var reasons = accounts
            .SelectMany(account => account.Counts.Reasons.Select(reason => (account.Path, Reason: reason)))
            .GroupBy(found => found.Reason.Reason);
        foreach (var reason in reasons)
        {
            (string path, ReasonCount first) = reason.First();
            string word = reason.Key.IsSkip ? "skipped" : screen.Red("rejected");
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {reason.Sum(found => found.Reason.Count):N0} {word}: {reason.Key.Text} ({reason.Key.Id})"));
            writer.WriteLine(screen.Dim(string.Create(CultureInfo.InvariantCulture,
                $"    first in {LineText.Show(path)} at byte {first.FirstOffset:N0}: {first.FirstText}")));
        }
    }
}
