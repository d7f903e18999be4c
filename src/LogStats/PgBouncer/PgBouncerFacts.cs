using System.Runtime.CompilerServices;

namespace LogStats.PgBouncer;

/// <summary>What of a message is counted, whether it comes from a line or from a record.</summary>
internal struct PgBouncerFacts
{
    public PgBouncerEventType Type;
    public PgBouncerSide Side;
    public bool IsLoginFailure;
    public bool IsOfUnknownDatabase;
    public bool IsAmbiguous;
    public long Ticks;

    /// <summary>In seconds; -1 for none.</summary>
    public long Age;
    public StatsNumbers Stats;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PgBouncerFacts(in PgBouncerLine line)
    {
        (Type, Side, IsLoginFailure, IsAmbiguous, Ticks, Age) = (line.Type, line.Side, line.IsLoginFailure, line.IsAmbiguous, line.Ticks, line.Age);
        IsOfUnknownDatabase = line.IsLoginFailure && KnownReasons.IsOfUnknownDatabase(line.Reason);
        if (line.Type == PgBouncerEventType.Stats)
        {
            Stats = line.Stats;
        }
    }

    public PgBouncerFacts(PgBouncerEvent item)
    {
        (Type, Side, IsLoginFailure, IsAmbiguous, Ticks) = (item.Type, item.Side, item.IsLoginFailure, item.IsAmbiguous, item.Time.UtcTicks);
        Age = item.Age is TimeSpan age ? age.Ticks / TimeSpan.TicksPerSecond : -1;
        IsOfUnknownDatabase = item is { IsLoginFailure: true, Reason: not null } && KnownReasons.IsOfUnknownDatabase(PgBouncerText.Bytes(item.Reason));
        Stats = new StatsNumbers
        {
            Xacts = item.XactsPerSecond ?? -1,
            Queries = item.QueriesPerSecond ?? 0,
            InBytes = item.InBytesPerSecond ?? 0,
            OutBytes = item.OutBytesPerSecond ?? 0,
            XactMicros = Micros(item.XactTime),
            QueryMicros = Micros(item.QueryTime),
            WaitMicros = Micros(item.WaitTime),
        };
    }

    private static long Micros(TimeSpan? span) => (span?.Ticks ?? 0) / TimeSpan.TicksPerMicrosecond;
}
