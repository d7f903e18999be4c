namespace LogStats.PgBouncer;

/// <summary>The numbers of a line of statistics: for each second of its period, and times in microseconds. -1: it has none.</summary>
internal struct StatsNumbers
{
    public long Xacts;
    public long Queries;
    public long ClientParses;
    public long ServerParses;
    public long Binds;
    public long InBytes;
    public long OutBytes;
    public long XactMicros;
    public long QueryMicros;
    public long WaitMicros;
}
