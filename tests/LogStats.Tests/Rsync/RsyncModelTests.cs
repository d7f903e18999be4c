using FsCheck.Fluent;
using LogStats.Envelopes;
using LogStats.Lines;
using LogStats.Rsync;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Rsync;

/// <summary>Random logs from a model that knows what is in them: whatever way they are read, that is what is found.</summary>
public sealed class RsyncModelTests : IDisposable
{
    private static readonly RsyncGroup[] s_kinds = Enum.GetValues<RsyncGroup>();

    /// <summary>Every grouping by one and by two, a grouping by three, and none.</summary>
    private static readonly RsyncGroup[][] s_groupings =
    [
        [], .. s_kinds.Select(one => (RsyncGroup[])[one]), .. s_kinds.SelectMany(one => s_kinds.Where(two => two != one).Select(two => (RsyncGroup[])[one, two])),
        [RsyncGroup.Path, RsyncGroup.Module, RsyncGroup.Day],
    ];

    /// <summary>Those without paths: per-file lines are gathered on the way then.</summary>
    private static readonly RsyncGroup[][] s_withoutPath = [.. s_groupings.Where(by => !by.Contains(RsyncGroup.Path))];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_reader_finds_what_the_model_knows()
        => Always.Holds(LogPlans.All, plan =>
        {
            PlannedLog log = PlannedLog.Write(plan, _folder.File("app.log"));
            List<RsyncEvent> events = Read(log, [Input(log.Bytes)], out ScanCounts counts);
            Assert.Equal(Text(log.Expected), Text(PlannedLog.InOrder(events)));
            Assert.Equal((log.Records, log.Skipped, log.Rejected), (counts.Records, counts.Skipped, counts.Rejected));
            Assert.Equal(log.Bytes.Length, counts.Bytes);
        }, LogPlans.Shrink, 300);

    [Fact]
    public void A_log_cut_in_two_files_is_the_same_log()
        => Always.Holds(LogPlans.All, plan =>
        {
            PlannedLog log = PlannedLog.Write(plan);
            int cut = Cut(log);
            LineInput[] halves = [Input(log.Bytes[..cut], "old.log"), Input(log.Bytes[cut..], "new.log")];
            List<RsyncEvent> events = Read(log, halves, out ScanCounts counts);
            List<RsyncEvent> whole = Read(log, [Input(log.Bytes)], out ScanCounts wholeCounts);
            Assert.Equal(Text(whole, place: false).Order(StringComparer.Ordinal), Text(events, place: false).Order(StringComparer.Ordinal));
            Assert.Equal((wholeCounts.Records, wholeCounts.Skipped, wholeCounts.Rejected), (counts.Records, counts.Skipped, counts.Rejected));
            Assert.Equal(Measured(log, halves, s_withoutPath), Measured(log, [Input(log.Bytes)], s_withoutPath));
        }, LogPlans.Shrink, 80);

    [Fact]
    public void Statistics_are_the_same_in_one_pass_in_ranges_and_from_records()
        => Always.Holds(LogPlans.All, plan =>
        {
            PlannedLog log = PlannedLog.Write(plan);
            LineInput input = Input(log.Bytes);
            List<RsyncEvent> events = Read(log, [input], out ScanCounts counts);
            foreach (RsyncGroup[][] groupings in (RsyncGroup[][][])[s_groupings, s_withoutPath])
            {
                string single = Measured(log, [input], groupings);
                foreach (int ranges in (int[])[2, 3, 7])
                {
                    Assert.Equal(single, Measured(log, [input], groupings, ranges));
                }

                RsyncMeasure fromRecords = new(Located(log.Options), groupings, RsyncLog.Clock);
                foreach (RsyncEvent item in events)
                {
                    fromRecords.Add(item);
                }

                Assert.Equal(single, Text(fromRecords.Finish()));
            }

            Assert.Equal(counts.Read, counts.Records + counts.Skipped + counts.Rejected);
        }, LogPlans.Shrink, 80);

    [Fact]
    public void Statistics_of_a_part_are_the_same_in_one_pass_in_ranges_and_from_records()
        => Always.Holds(LogPlans.All, plan =>
        {
            PlannedLog log = PlannedLog.Write(plan);
            LineInput input = Input(log.Bytes);
            DateTimeOffset middle = new(2024, 5, 30, 22, 31, 0, TimeSpan.FromHours(2));
            foreach (RsyncFilter filter in (RsyncFilter[])
            [
                new() { After = middle }, new() { Before = middle }, new() { Modules = ["pub", "my*"] }, new() { UserNames = ["a*"] },
                new() { HostNames = ["192.0.2.*"] }, new() { Operation = RsyncOperation.Receive, After = middle },
            ])
            {
                RsyncOptions options = log.Options with { Filter = filter };
                string single = Measured(options, [input], s_withoutPath, 1);
                Assert.Equal(single, Measured(options, [input], s_withoutPath, 3));
                RsyncMeasure fromRecords = new(Located(options), s_withoutPath, RsyncLog.Clock);
                foreach (RsyncEvent item in RsyncLog.Read([input], options, out _))
                {
                    fromRecords.Add(item);
                }

                Assert.Equal(single, Text(fromRecords.Finish()));
            }
        }, LogPlans.Shrink, 50);

    /// <summary>
    /// Parts of a log on many machines: whoever is merged with whom first, as long as the order is the log's. In log
    /// formats whose lines stand alone: of others only one pass knows whose they are.
    /// </summary>
    [Fact]
    public void Parts_merge_in_any_grouping()
        => Always.Holds(from plan in LogPlans.All from parts in Gen.Choose(2, 6) select (plan, parts), test =>
        {
            PlannedLog log = PlannedLog.Write(test.plan with { CarriageReturns = false, Format = test.plan.Format % 2 });
            string[] lines = [.. log.Lines];
            string single = "";
            foreach (int manner in (int[])[0, 1, 2])
            {
                RsyncTally[] parts = [.. Enumerable.Range(0, test.parts).Select(part => Tally(
                    log, lines[(lines.Length * part / test.parts)..(lines.Length * (part + 1) / test.parts)], middle: part > 0))];
                RsyncTally all = manner switch
                {
                    0 => Tally(log, lines, middle: false),
                    1 => parts.Aggregate(Merge),
                    _ => parts.Reverse().Aggregate((later, earlier) => Merge(earlier, later)),
                };
                all.Finish();
                string result = Text(new RsyncStatistics(all, new ScanCounts(), TimeZoneInfo.Utc));
                single = manner == 0 ? result : single;
                Assert.Equal(single, result);
            }
        }, test => LogPlans.Shrink(test.plan).Select(plan => (plan, test.parts)), 100);

    private static RsyncTally Merge(RsyncTally earlier, RsyncTally later)
    {
        earlier.Merge(later);
        return earlier;
    }

    private static RsyncTally Tally(PlannedLog log, string[] lines, bool middle)
    {
        ClockRules clock = ClockRules.For(log.Options.TimeZone, null, RsyncLog.Clock);
        RsyncTally tally = new(s_withoutPath, log.Options, clock);
        if (middle)
        {
            tally.BeginInTheMiddle();
        }

        LineScan<RsyncFormat, RsyncLine, RsyncTallyVisitor> scan = new(new RsyncFormat(log.Options, clock, tally.Guess), new RsyncTallyVisitor(tally));
        foreach (string line in lines)
        {
            scan.Line(System.Text.Encoding.UTF8.GetBytes(line), 0);
        }

        return tally;
    }

    [Fact]
    public void Totals_are_those_of_the_model()
        => Always.Holds(LogPlans.All, plan =>
        {
            PlannedLog log = PlannedLog.Write(plan);
            RsyncMeasure measure = new(log.Options, [], RsyncLog.Clock) { Threads = 3, SplitFrom = 0 };
            measure.Add(Input(log.Bytes));
            RsyncSummary total = measure.Finish().Total;
            RsyncEvent[] expected = [.. log.Expected];
            RsyncEvent[] transfers = [.. expected.Where(item => item.Kind == RsyncEventKind.Transfer)];
            RsyncEvent[] files = [.. expected.Where(item => item.Kind == RsyncEventKind.File)];
            Assert.Equal(
                (transfers.LongLength, transfers.Sum(item => item.SentBytes ?? 0), transfers.Sum(item => item.ReceivedBytes ?? 0), transfers.Sum(item => item.TotalBytes ?? 0)),
                (total.Transfers, total.SentBytes, total.ReceivedBytes, total.TotalBytes));
            Assert.Equal(
                (Of(files, RsyncOperation.Send), Of(files, RsyncOperation.Receive), (long)files.Count(item => item.Operation == RsyncOperation.Delete)),
                ((total.FilesSent, total.FileBytesSent), (total.FilesReceived, total.FileBytesReceived), total.FilesDeleted));
            Assert.Equal(
                (expected.Count(item => item.Kind == RsyncEventKind.Denied), expected.Count(item => item.Kind == RsyncEventKind.AuthFailed)),
                (total.Denied, total.AuthFailed));
            Assert.Equal(transfers.Sum(item => item.Duration!.Value.Ticks), total.Duration.Ticks);
        }, LogPlans.Shrink, 80);

    [Fact]
    public void Lines_one_by_one_are_the_same_log()
        => Always.Holds(LogPlans.All, plan =>
        {
            PlannedLog log = PlannedLog.Write(plan with { CarriageReturns = false });
            RsyncReader reader = new(log.Options, RsyncLog.Clock);
            RsyncMeasure measure = new(Located(log.Options), s_withoutPath, RsyncLog.Clock);
            List<RsyncEvent> events = [];
            foreach (string line in log.Lines)
            {
                events.AddRange(reader.Line(System.Text.Encoding.UTF8.GetBytes(line)));
                measure.Line(System.Text.Encoding.UTF8.GetBytes(line));
            }

            events.AddRange(reader.Finish());
            Assert.Equal(Text(log.Expected), Text(PlannedLog.InOrder(events)));
            Assert.Equal(Measured(log, [Input(log.Bytes)], s_withoutPath), Text(measure.Finish()));
        }, LogPlans.Shrink, 50);

    /// <summary>A file and then lines in one measure: what was gathered of the file must not mix with the lines.</summary>
    [Fact]
    public void A_file_and_lines_after_it_add_up()
        => Always.Holds(LogPlans.All, plan =>
        {
            PlannedLog log = PlannedLog.Write(plan with { CarriageReturns = false });
            RsyncMeasure measure = new(Located(log.Options), s_withoutPath, RsyncLog.Clock);
            int cut = Cut(log);
            measure.Add(Input(log.Bytes[..cut]));
            foreach (string line in System.Text.Encoding.UTF8.GetString(log.Bytes[cut..]).Split('\n')[..^1])
            {
                measure.Line(System.Text.Encoding.UTF8.GetBytes(line));
            }

            Assert.Equal(Measured(log, [Input(log.Bytes)], s_withoutPath), Text(measure.Finish()));
        }, LogPlans.Shrink, 50);

    private static (long, long) Of(RsyncEvent[] files, RsyncOperation operation)
        => (files.Count(item => item.Operation == operation), files.Where(item => item.Operation == operation).Sum(item => item.FileBytes ?? 0));

    /// <summary>Where a line begins, about the middle.</summary>
    private static int Cut(PlannedLog log) => log.Offsets.Any() ? (int)log.Offsets.ElementAt(log.Offsets.Count() * 5 / 9) : 0;

    private static IEnumerable<string> Text(IEnumerable<RsyncEvent> events, bool place = true)
        => events.Select(item => place ? JsonRow.Of(item) : System.Text.RegularExpressions.Regex.Replace(JsonRow.Of(item), ",\"Path\".*", "}"));

    private static string Text(RsyncStatistics statistics)
        => JsonRow.Of(statistics.Total) + "\n" + string.Join('\n', statistics.Groupings.SelectMany(
            group => group.Rows.Select(row => $"{string.Join('+', group.By)}: {JsonRow.Of(row)}")));

    private static List<RsyncEvent> Read(PlannedLog log, LineInput[] inputs, out ScanCounts counts) => RsyncLog.Read(inputs, log.Options, out counts);

    private static string Measured(PlannedLog log, LineInput[] inputs, RsyncGroup[][] groupings, int ranges = 1)
        => Measured(log.Options, inputs, groupings, ranges);

    /// <summary>Groups of all kinds are wanted, also those that only a geo database tells.</summary>
    private static RsyncOptions Located(RsyncOptions options) => options with { Clients = Geo.ExampleLocations.Options };

    private static string Measured(RsyncOptions options, LineInput[] inputs, RsyncGroup[][] groupings, int ranges)
    {
        RsyncMeasure measure = new(Located(options), groupings, RsyncLog.Clock) { Threads = ranges, SplitFrom = 0 };
        foreach (LineInput input in inputs)
        {
            measure.Add(input);
        }

        Assert.Equal(measure.Counts.Read, measure.Counts.Records + measure.Counts.Skipped + measure.Counts.Rejected);
        return Text(measure.Finish());
    }

    /// <summary>A file that was last written when the fixed clock stands: years are inferred from that.</summary>
    private LineInput Input(byte[] bytes, string name = "app.log")
    {
        string path = _folder.Write(name, bytes);
        File.SetLastWriteTimeUtc(path, RsyncLog.Clock.GetUtcNow().UtcDateTime);
        return LineInput.File(path);
    }
}
