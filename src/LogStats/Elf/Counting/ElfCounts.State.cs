using LogStats.Tally;

namespace LogStats.Elf.Counting;

/// <summary>As bytes, and made again of them. Distinct clients are a summary's own.</summary>
internal sealed partial class ElfCounts
{
    private const byte HasExact = 1;

    public void Write(StateWriter state)
    {
        state.Byte(Exact is null ? (byte)0 : HasExact);
        state.Number(_slowFrom);
        state.Number(Calls);
        state.Number(Slow);
        state.Number(SentBytes);
        state.Number(ReceivedBytes);
        KeyValuePair<int, long>[] statuses = [.. Statuses.All];
        state.Number(statuses.Length);
        foreach ((int status, long count) in statuses)
        {
            state.Number(status + 1L);
            state.Number(count);
        }

        KeyValuePair<string, long>[] methods = [.. Methods.All];
        state.Number(methods.Length);
        foreach ((string method, long count) in methods)
        {
            state.Text(method);
            state.Number(count);
        }

        Latency.Write(state);
        Exact?.Write(state);
    }

    /// <param name="state">What <see cref="Write"/> wrote.</param>
    /// <param name="first">The first and the last moment stand elsewhere, with their zones.</param>
    /// <param name="last">The last one.</param>
    public static ElfCounts Read(ref StateReader state, DateTimeOffset? first, DateTimeOffset? last)
    {
        bool exact = state.Byte() switch
        {
            0 => false,
            HasExact => true,
            _ => throw Sinks.SummaryState.Newer(),
        };
        long slowFrom = state.Number();
        (long calls, long slow, long sent, long received) = (state.Count(), state.Count(), state.Count(), state.Count());
        StatusCounts statuses = new();
        for (int left = state.Length(2); left > 0; left--)
        {
            long status = state.Count() - 1;
            statuses.Add(status is >= -1 and < 1000 ? (int)status : throw StateReader.Wrong("a status is none"), state.Count());
        }

        MethodCounts methods = new();
        for (int left = state.Length(2); left > 0; left--)
        {
            methods.Add(state.Text() ?? "", state.Count());
        }

        LatencyHistogram latency = LatencyHistogram.Read(ref state);
        return new ElfCounts(slowFrom, statuses, methods)
        {
            Calls = calls,
            Slow = slow,
            SentBytes = sent,
            ReceivedBytes = received,
            FirstTicks = first?.UtcTicks ?? 0,
            LastTicks = last?.UtcTicks ?? 0,
            Latency = latency,
            Exact = exact ? ExactLatencies.Read(ref state) : null,
        };
    }

    /// <summary>Of a summary that somebody made by hand: what it shows is all there is to know.</summary>
    public static ElfCounts Of(ElfSummary item)
    {
        StatusCounts statuses = new();
        foreach ((int status, long count) in item.Statuses)
        {
            statuses.Add(Math.Clamp(status, -1, 999), count);
        }

        MethodCounts methods = new();
        foreach ((string method, long count) in item.Methods)
        {
            methods.Add(method, count);
        }

        return new ElfCounts(0, statuses, methods)
        {
            Calls = item.Calls,
            Slow = item.Slow,
            SentBytes = item.SentBytes,
            ReceivedBytes = item.ReceivedBytes,
            FirstTicks = item.First?.UtcTicks ?? 0,
            LastTicks = item.Last?.UtcTicks ?? 0,
        };
    }

    /// <summary>Nothing yet, to add counts like these to.</summary>
    public ElfCounts Empty() => new(_slowFrom, Exact is not null);

    /// <summary>The digits are no longer those of all: some of what was added had none.</summary>
    public void ForgetExact() => Exact = null;
}
