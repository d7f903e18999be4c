using LogStats.Rsync;
using LogStats.Scan;
using LogStats.Lines;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Rsync;

/// <summary>A log that a real daemon wrote, and every record of it.</summary>
public sealed class GoldenFileTests
{
    private static readonly string s_log = Repository.File("tests", "data", "rsync", "rsyncd-default.log");

    private static readonly RsyncOptions s_options = RsyncLog.All with { TimeZone = TimeZoneInfo.Utc };

    [Fact]
    public void Every_record_is_the_golden_one()
    {
        string goldenPath = Path.ChangeExtension(s_log, ".golden.jsonl");
        string[] golden = File.Exists(goldenPath) ? File.ReadAllLines(goldenPath) : [];
        string[] now = [.. RsyncLog.Read([LineInput.File(s_log)], s_options, out _)
            .Select(item => JsonRow.Of(item).Replace(s_log, Path.GetFileName(s_log), StringComparison.Ordinal))];
        string receivedPath = Path.Join(AppContext.BaseDirectory, "rsyncd-default.received.jsonl");
        if (!golden.SequenceEqual(now))
        {
            File.WriteAllLines(receivedPath, now);
            int first = golden.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
            Assert.Fail($"{receivedPath} differs from {goldenPath} from line {first + 1} on:\n"
                + $"- {golden.ElementAtOrDefault(first)}\n+ {now.ElementAtOrDefault(first)}");
        }

        File.Delete(receivedPath);
    }

    [Fact]
    public void Every_line_is_accounted_for_and_none_is_refused()
    {
        RsyncLog.Read([LineInput.File(s_log)], s_options, out ScanCounts counts);
        Assert.Equal((834, 834, 0, 0), (counts.Read, counts.Records, counts.Skipped, counts.Rejected));
        Assert.Equal(new FileInfo(s_log).Length, counts.Bytes);
    }

    /// <summary>Sums that awk finds as well; see the file that says why.</summary>
    [Fact]
    public void The_sums_are_those_of_the_lines()
    {
        RsyncMeasure measure = new(s_options, [], RsyncLog.Clock);
        measure.Add(LineInput.File(s_log));
        RsyncSummary total = measure.Finish().Total;
        Assert.Equal((45, 3994997, 3410503, 51313378), (total.Transfers, total.SentBytes, total.ReceivedBytes, total.TotalBytes));
        Assert.Equal((504, 4, 6, 4, 2), (total.FilesSent + total.FilesReceived + total.FilesDeleted, total.Denied, total.AuthFailed, total.Failed, total.Unfinished));
    }
}
