using System.Text;
using LogStats.Envelopes;
using LogStats.Lines;
using LogStats.Rsync;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Rsync;

/// <summary>Reads logs of an rsync daemon that tests write: in UTC, on the first of June 2024, unless they say otherwise.</summary>
internal static class RsyncLog
{
    public static readonly FixedClock Clock = new(new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero));

    public static readonly RsyncOptions All = new() { Kinds = RsyncEventKind.All };

    public static List<RsyncEvent> Read(string log, RsyncOptions? options = null) => Read(Encoding.UTF8.GetBytes(log), options, out _);

    public static List<RsyncEvent> Read(byte[] log, RsyncOptions? options, out ScanCounts counts)
        => Read([LineInput.FromStream(new MemoryStream(log))], options ?? All, out counts);

    public static List<RsyncEvent> Read(IEnumerable<LineInput> inputs, RsyncOptions options, out ScanCounts counts)
    {
        RsyncReader reader = new(options, Clock);
        List<RsyncEvent> events = [];
        foreach (LineInput input in inputs)
        {
            foreach (IReadOnlyList<RsyncEvent> block in reader.Read(input))
            {
                events.AddRange(block);
            }
        }

        events.AddRange(reader.Finish());
        counts = reader.Counts;
        return events;
    }

    /// <summary>The only record of a kind.</summary>
    public static RsyncEvent One(string log, RsyncEventKind kind, RsyncOptions? options = null)
        => Assert.Single(Read(log, options), item => item.Kind == kind);

    /// <summary>The record of a kind that one line makes, without a scan around it.</summary>
    public static RsyncEvent OfLine(string line, RsyncEventKind kind, RsyncOptions options)
    {
        RsyncReader reader = new(options, Clock);
        RsyncEvent[] events = [.. reader.Line(Encoding.UTF8.GetBytes(line))];
        return Assert.Single(events.Concat(reader.Finish()), item => item.Kind == kind);
    }

    /// <summary>One line as its format sees it.</summary>
    public static LineVerdict Line(string line, out PlainLine seen, RsyncOptions? options = null)
    {
        RsyncFormat format = new(options ?? All, new ClockRules(TimeZoneInfo.Utc, Clock.GetUtcNow()));
        return Line(ref format, Encoding.Latin1.GetBytes(line), out seen);
    }

    /// <summary>The fields of a view as text, one letter a byte, so that nothing is lost.</summary>
    public static LineVerdict Line(ref RsyncFormat format, byte[] line, out PlainLine seen)
    {
        LineVerdict verdict = format.Read(line, out RsyncLine view);
        if (!verdict.IsRecord)
        {
            seen = new PlainLine { Reason = verdict.Reason!.Id };
            return verdict;
        }

        RsyncLineKind kind = view.Kind;
        seen = new PlainLine
        {
            Kind = kind,
            Ticks = view.Ticks,
            OffsetMinutes = view.OffsetMinutes,
            ProcessId = view.ProcessId,
            LogHost = Encoding.Latin1.GetString(view.LogHost),
            Operation = view.Operation,
            Host = Encoding.Latin1.GetString(view.Host),
            Address = Encoding.Latin1.GetString(view.Address),
            Module = Encoding.Latin1.GetString(view.Module),
            User = Encoding.Latin1.GetString(view.User),
            Text = Encoding.Latin1.GetString(view.Text),
            Totals = kind == RsyncLineKind.Totals ? (view.Sent, view.Received, view.Total) : default,
            Length = kind == RsyncLineKind.File ? view.Length : -1,
            Code = kind is RsyncLineKind.Error or RsyncLineKind.Warning ? view.Code : 0,
        };
        return verdict;
    }
}
