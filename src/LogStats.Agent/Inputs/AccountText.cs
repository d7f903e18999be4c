using System.Globalization;
using LogStats.Agent.Terminal;
using LogStats.Scan;

namespace LogStats.Agent.Inputs;

/// <summary>The closing words of a run: what became of every line, and of those left out why and where the first stands.</summary>
internal static class AccountText
{
    public static void Write(TextWriter writer, Screen screen, IReadOnlyList<InputAccount> accounts)
    {
        ScanCounts sum = new();
        Dictionary<LineReason, InputAccount> first = [];
        foreach (InputAccount account in accounts)
        {
            sum.Merge(account.Counts);
            foreach (ReasonCount reason in account.Counts.Reasons)
            {
                first.TryAdd(reason.Reason, account);
            }
        }

        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Amount.Of(sum.Read, "line")} read: {Amount.Of(sum.Records, "record")}, {sum.Skipped:N0} skipped, {sum.Rejected:N0} rejected"));
        foreach (ReasonCount reason in sum.Reasons)
        {
            string word = reason.Reason.IsSkip ? "skipped" : screen.Red("rejected");
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {reason.Count:N0} {word}: {reason.Reason.Text} ({reason.Reason.Id})"));
            writer.WriteLine(screen.Dim(string.Create(CultureInfo.InvariantCulture,
                $"    first in {LineText.Show(first[reason.Reason].Path)} at byte {reason.FirstOffset:N0}: {reason.FirstText}")));
        }
    }
}
