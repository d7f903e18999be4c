using System.IO.Enumeration;
using LogStats.Sinks;

namespace LogStats.PgBouncer;

/// <summary>Which records are wanted. Names may hold <c>*</c> and <c>?</c>; several names mean any of them.</summary>
public sealed record PgBouncerFilter
{
    public static readonly PgBouncerFilter Everything = new();

    public DateTimeOffset? After { get; init; }

    public DateTimeOffset? Before { get; init; }

    public PgBouncerEventType Types { get; init; } = PgBouncerEventType.All;

    public IReadOnlyList<string> Databases { get; init; } = [];

    public IReadOnlyList<string> UserNames { get; init; } = [];

    /// <summary>Of clients and of servers.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>No names are asked for.</summary>
    internal bool IsNameless => Databases.Count == 0 && UserNames.Count == 0 && Addresses.Count == 0;

    /// <summary>Nothing is asked for.</summary>
    internal bool TakesAll => IsNameless && Types == PgBouncerEventType.All && After is null && Before is null;

    /// <summary>What is asked for besides a stretch of time.</summary>
    internal SummaryQuestion AddTo(SummaryQuestion question) => question
        .Value("Type", (int)Types, (int)PgBouncerEventType.All)
        .AnyOf("Database", Databases).AnyOf("UserName", UserNames).AnyOf("Address", Addresses);

    public bool Takes(PgBouncerEvent item)
        => Takes(item.Type, item.Time.UtcTicks)
            && (IsNameless || Takes(item.Database, item.UserName, item.ClientAddress ?? item.ServerAddress));

    internal bool Takes(PgBouncerEventType type, long ticks)
        => (Types & type) != 0
            && (After is null || ticks >= After.Value.UtcTicks) && (Before is null || ticks < Before.Value.UtcTicks);

    internal bool Takes(in PgBouncerLine line)
        => Takes(line.Type, line.Ticks)
            && (IsNameless || Takes(PgBouncerText.Text(line.Database), PgBouncerText.Text(line.User), PgBouncerText.Text(line.Address)));

    private bool Takes(string? database, string? user, string? address)
        => Any(Databases, database) && Any(UserNames, user) && Any(Addresses, address);

    private static bool Any(IReadOnlyList<string> patterns, string? value)
    {
        if (patterns.Count == 0)
        {
            return true;
        }

        foreach (string pattern in patterns)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, value ?? "", ignoreCase: true))
            {
                return true;
            }
        }

        return false;
    }
}
