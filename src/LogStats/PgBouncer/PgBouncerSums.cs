using LogStats.Tally;

namespace LogStats.PgBouncer;

/// <summary>What is added up of a group. Numbers that a log cannot truly hold stop at the greatest there is.</summary>
internal partial struct PgBouncerSums : ISums<PgBouncerSums>
{
    /// <summary>How many of the sums are kept by time.</summary>
    public const int Measures = 16;

    public long Events;
    public long Logins;
    public long Sessions;
    public long SessionSeconds;
    public long LongestSession;
    public SessionAges Ages;
    public long ServerConnects;
    public long ServerCloses;
    public long ReservePool;
    public long PoolerErrors;
    public long Errors;
    public long AdminCommands;
    public long Ambiguous;

    public long Periods;

    /// <summary>Periods that tell of transactions: all but those of the oldest logs.</summary>
    public long XactPeriods;
    public long Xacts;
    public long Queries;
    public long InBytes;
    public long OutBytes;

    /// <summary>Times times how often: 128 bits, because their product is soon beyond 64.</summary>
    public Int128 XactMicros;
    public Int128 QueryMicros;
    public Int128 WaitMicros;
    public Int128 XactMicrosOfPeriods;
    public Int128 QueryMicrosOfPeriods;
    public Int128 WaitMicrosOfPeriods;

    public long FirstTicks;
    public long LastTicks;
    public long FirstLoginTicks;
    public long LastLoginTicks;

    /// <summary>The same by time; null where nobody asked for it.</summary>
    public TimeCells? Cells;

    private long _failedLines;
    private long _failedCloses;
    private long _closesOfUnknownDatabase;

    /// <summary>
    /// Of a client that asks for an unknown database there is a line of its own, the end of its connection, or both, by
    /// what is configured to be logged: it is counted once.
    /// </summary>
    public readonly long LoginsFailed => Sum(_failedCloses, Math.Max(_failedLines, _closesOfUnknownDatabase));

    public readonly long Weight => Events;

    /// <summary>How long a query took, where each period counts, to more digits than a span has.</summary>
    public readonly double? MeanQuerySeconds => Periods == 0 ? null : (double)QueryMicrosOfPeriods / Periods / 1_000_000;

    /// <summary>Adds one message.</summary>
    public void Take(in PgBouncerFacts facts)
    {
        Events++;
        Saw(facts.Ticks);
        Ambiguous += facts.IsAmbiguous ? 1 : 0;
        switch (facts.Type)
        {
            case PgBouncerEventType.Login:
                Logins++;
                SawLogin(facts.Ticks);
                break;
            case PgBouncerEventType.LoginFailed:
                _failedLines++;
                break;
            case PgBouncerEventType.Close:
                Close(in facts);
                break;
            case PgBouncerEventType.Stats:
                Period(in facts.Stats);
                break;
            case PgBouncerEventType.ServerConnect:
                ServerConnects++;
                break;
            case PgBouncerEventType.PoolerError:
                PoolerErrors++;
                break;
            case PgBouncerEventType.ReservePool:
                ReservePool++;
                break;
            case PgBouncerEventType.Error:
                Errors++;
                break;
            case PgBouncerEventType.Admin:
                AdminCommands++;
                break;
        }
    }

    public void Add(in PgBouncerSums other)
    {
        Events = Sum(Events, other.Events);
        Logins = Sum(Logins, other.Logins);
        Sessions = Sum(Sessions, other.Sessions);
        SessionSeconds = Sum(SessionSeconds, other.SessionSeconds);
        LongestSession = Math.Max(LongestSession, other.LongestSession);
        for (int place = 0; place < SessionAges.Count; place++)
        {
            Ages[place] = Sum(Ages[place], other.Ages[place]);
        }

        ServerConnects = Sum(ServerConnects, other.ServerConnects);
        ServerCloses = Sum(ServerCloses, other.ServerCloses);
        ReservePool = Sum(ReservePool, other.ReservePool);
        PoolerErrors = Sum(PoolerErrors, other.PoolerErrors);
        Errors = Sum(Errors, other.Errors);
        AdminCommands = Sum(AdminCommands, other.AdminCommands);
        Ambiguous = Sum(Ambiguous, other.Ambiguous);
        Periods = Sum(Periods, other.Periods);
        XactPeriods = Sum(XactPeriods, other.XactPeriods);
        Xacts = Sum(Xacts, other.Xacts);
        Queries = Sum(Queries, other.Queries);
        InBytes = Sum(InBytes, other.InBytes);
        OutBytes = Sum(OutBytes, other.OutBytes);
        XactMicros = Sum(XactMicros, other.XactMicros);
        QueryMicros = Sum(QueryMicros, other.QueryMicros);
        WaitMicros = Sum(WaitMicros, other.WaitMicros);
        XactMicrosOfPeriods = Sum(XactMicrosOfPeriods, other.XactMicrosOfPeriods);
        QueryMicrosOfPeriods = Sum(QueryMicrosOfPeriods, other.QueryMicrosOfPeriods);
        WaitMicrosOfPeriods = Sum(WaitMicrosOfPeriods, other.WaitMicrosOfPeriods);
        _failedLines = Sum(_failedLines, other._failedLines);
        _failedCloses = Sum(_failedCloses, other._failedCloses);
        _closesOfUnknownDatabase = Sum(_closesOfUnknownDatabase, other._closesOfUnknownDatabase);
        Saw(other.FirstTicks);
        Saw(other.LastTicks);
        SawLogin(other.FirstLoginTicks);
        SawLogin(other.LastLoginTicks);
        if (other.Cells is not null)
        {
            (Cells ??= new TimeCells(Measures)).Merge(other.Cells);
        }
    }

    /// <summary>Adds one message, and keeps it as one of its minute.</summary>
    public void Take(in PgBouncerFacts facts, CellBound bound)
    {
        Span<long> before = stackalloc long[Measures];
        Span<long> after = stackalloc long[Measures];
        Values(before);
        Take(in facts);
        Values(after);
        for (int measure = 0; measure < Measures; measure++)
        {
            after[measure] -= before[measure];
        }

        bound.Cells += (Cells ??= new TimeCells(Measures)).Add(TimeCells.Minute(facts.Ticks), after);
    }

    /// <summary>The sums that are kept by time. What a second of a period tells stays what it is.</summary>
    public readonly void Values(Span<long> values)
    {
        ReadOnlySpan<long> all =
        [
            Events, Logins, LoginsFailed, Sessions, SessionSeconds, PoolerErrors, Errors, ServerConnects, ServerCloses, Periods,
            Queries, Xacts, InBytes, OutBytes, (long)Int128.Min(QueryMicros, long.MaxValue), (long)Int128.Min(WaitMicros, long.MaxValue),
        ];
        all.CopyTo(values);
    }

    private void Close(in PgBouncerFacts facts)
    {
        if (facts.Side == PgBouncerSide.Server)
        {
            ServerCloses++;
        }
        else if (facts.IsLoginFailure)
        {
            _failedCloses += facts.IsOfUnknownDatabase ? 0 : 1;
            _closesOfUnknownDatabase += facts.IsOfUnknownDatabase ? 1 : 0;
        }
        else
        {
            Sessions++;
            if (facts.Age >= 0)
            {
                SessionSeconds = Sum(SessionSeconds, facts.Age);
                LongestSession = Math.Max(LongestSession, facts.Age);
                Ages[SessionAges.Of(facts.Age)]++;
            }
        }
    }

    private void Period(in StatsNumbers numbers)
    {
        Periods++;
        Queries = Sum(Queries, numbers.Queries);
        InBytes = Sum(InBytes, numbers.InBytes);
        OutBytes = Sum(OutBytes, numbers.OutBytes);
        QueryMicrosOfPeriods += numbers.QueryMicros;
        QueryMicros = Sum(QueryMicros, (Int128)numbers.QueryMicros * numbers.Queries);
        if (numbers.Xacts >= 0)
        {
            XactPeriods++;
            Xacts = Sum(Xacts, numbers.Xacts);
            XactMicrosOfPeriods += numbers.XactMicros;
            WaitMicrosOfPeriods += numbers.WaitMicros;
            XactMicros = Sum(XactMicros, (Int128)numbers.XactMicros * numbers.Xacts);
            WaitMicros = Sum(WaitMicros, (Int128)numbers.WaitMicros * numbers.Xacts);
        }
    }

    private static long Sum(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    private static Int128 Sum(Int128 left, Int128 right) => left > Int128.MaxValue - right ? Int128.MaxValue : left + right;

    private void Saw(long ticks)
    {
        if (ticks != 0)
        {
            FirstTicks = FirstTicks == 0 ? ticks : Math.Min(FirstTicks, ticks);
            LastTicks = Math.Max(LastTicks, ticks);
        }
    }

    private void SawLogin(long ticks)
    {
        if (ticks != 0)
        {
            FirstLoginTicks = FirstLoginTicks == 0 ? ticks : Math.Min(FirstLoginTicks, ticks);
            LastLoginTicks = Math.Max(LastLoginTicks, ticks);
        }
    }
}
