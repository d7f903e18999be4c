using LogStats.Tally;

namespace LogStats.PgBouncer;

/// <summary>As bytes: one for each number that is small. Moments stand elsewhere, with their zones.</summary>
internal partial struct PgBouncerSums
{
    public readonly void Write(StateWriter state)
    {
        foreach (long number in (long[])
        [
            Events, Logins, _failedLines, _failedCloses, _closesOfUnknownDatabase, Sessions, SessionSeconds, LongestSession,
            ServerConnects, ServerCloses, ReservePool, PoolerErrors, Errors, AdminCommands, Ambiguous,
            Periods, XactPeriods, Xacts, Queries, InBytes, OutBytes,
        ])
        {
            state.Number(number);
        }

        for (int place = 0; place < SessionAges.Count; place++)
        {
            state.Number(Ages[place]);
        }

        foreach (Int128 number in (Int128[])
        [
            XactMicros, QueryMicros, WaitMicros, XactMicrosOfPeriods, QueryMicrosOfPeriods, WaitMicrosOfPeriods,
        ])
        {
            state.Number((long)(number >> 64));
            state.Number((long)(ulong)(number & ulong.MaxValue));
        }
    }

    /// <summary>The same as before in every answer, but for the moments.</summary>
    public static PgBouncerSums Read(ref StateReader state)
    {
        PgBouncerSums sums = new()
        {
            Events = state.Count(),
            Logins = state.Count(),
            _failedLines = state.Count(),
            _failedCloses = state.Count(),
            _closesOfUnknownDatabase = state.Count(),
            Sessions = state.Count(),
            SessionSeconds = state.Count(),
            LongestSession = state.Count(),
            ServerConnects = state.Count(),
            ServerCloses = state.Count(),
            ReservePool = state.Count(),
            PoolerErrors = state.Count(),
            Errors = state.Count(),
            AdminCommands = state.Count(),
            Ambiguous = state.Count(),
            Periods = state.Count(),
            XactPeriods = state.Count(),
            Xacts = state.Count(),
            Queries = state.Count(),
            InBytes = state.Count(),
            OutBytes = state.Count(),
        };
        for (int place = 0; place < SessionAges.Count; place++)
        {
            sums.Ages[place] = state.Count();
        }

        sums.XactMicros = Wide(ref state);
        sums.QueryMicros = Wide(ref state);
        sums.WaitMicros = Wide(ref state);
        sums.XactMicrosOfPeriods = Wide(ref state);
        sums.QueryMicrosOfPeriods = Wide(ref state);
        sums.WaitMicrosOfPeriods = Wide(ref state);
        return sums;
    }

    /// <summary>
    /// Of a summary that somebody made by hand: what it shows is all there is to know. Its numbers are as of periods of a
    /// second.
    /// </summary>
    public static PgBouncerSums Of(PgBouncerSummary item)
    {
        PgBouncerSums sums = new()
        {
            Events = item.Events,
            Logins = item.Logins,
            _failedCloses = item.LoginsFailed,
            Sessions = item.Sessions,
            SessionSeconds = (long)item.SessionTime.TotalSeconds,
            LongestSession = (long)item.LongestSession.TotalSeconds,
            ServerConnects = item.ServerConnects,
            ServerCloses = item.ServerCloses,
            ReservePool = item.ReservePool,
            PoolerErrors = item.PoolerErrors,
            Errors = item.Errors,
            AdminCommands = item.AdminCommands,
            Ambiguous = item.Ambiguous,
            Periods = item.StatsLines,
            XactPeriods = item.MeanXactTime is null && item.MeanWaitTime is null ? 0 : item.StatsLines,
            Xacts = item.Xacts,
            Queries = item.Queries,
            InBytes = item.InBytes,
            OutBytes = item.OutBytes,
            XactMicros = Micros(item.XactTime, item.Xacts),
            QueryMicros = Micros(item.QueryTime, item.Queries),
            WaitMicros = Micros(item.WaitTime, item.Xacts),
            XactMicrosOfPeriods = Micros(item.MeanXactTime, item.StatsLines),
            QueryMicrosOfPeriods = Micros(item.MeanQueryTime, item.StatsLines),
            WaitMicrosOfPeriods = Micros(item.MeanWaitTime, item.StatsLines),
        };
        long[] ages =
        [
            item.SessionsUnder1s, item.SessionsUnder10s, item.SessionsUnder1m, item.SessionsUnder5m, item.SessionsUnder15m,
            item.SessionsUnder1h, item.SessionsUnder4h, item.SessionsUnder1d, item.SessionsLonger,
        ];
        ages.CopyTo((Span<long>)sums.Ages);
        return sums;
    }

    /// <summary>The same work told for periods of another length.</summary>
    public readonly PgBouncerSums In(long period, long wanted)
    {
        PgBouncerSums sums = this;
        if (period != wanted)
        {
            sums.Xacts = Scaled(Xacts, period, wanted);
            sums.Queries = Scaled(Queries, period, wanted);
            sums.InBytes = Scaled(InBytes, period, wanted);
            sums.OutBytes = Scaled(OutBytes, period, wanted);
            sums.XactMicros = XactMicros / wanted * period;
            sums.QueryMicros = QueryMicros / wanted * period;
            sums.WaitMicros = WaitMicros / wanted * period;
        }

        return sums;
    }

    private static long Scaled(long number, long period, long wanted) => (long)Int128.Min((Int128)number * period / wanted, long.MaxValue);

    private static Int128 Micros(TimeSpan? time, long count) => (Int128)(time?.Ticks ?? 0) * count / TimeSpan.TicksPerMicrosecond;

    private static Int128 Wide(ref StateReader state)
    {
        long upper = state.Count();
        return ((Int128)upper << 64) + (ulong)state.Number();
    }
}
