using System.IO.Enumeration;
using LogStats.Sinks;

namespace LogStats.Rsync;

/// <summary>Which records are wanted. Names may hold <c>*</c> and <c>?</c>; several names mean any of them.</summary>
public sealed record RsyncFilter
{
    public static readonly RsyncFilter Everything = new();

    public DateTimeOffset? After { get; init; }

    public DateTimeOffset? Before { get; init; }

    public IReadOnlyList<string> Modules { get; init; } = [];

    public IReadOnlyList<string> UserNames { get; init; } = [];

    public IReadOnlyList<string> HostNames { get; init; } = [];

    public RsyncOperation Operation { get; init; }

    /// <summary>Nothing but the window in time is asked for.</summary>
    internal bool IsTimeOnly
        => Modules.Count == 0 && UserNames.Count == 0 && HostNames.Count == 0 && Operation == RsyncOperation.None;

    public bool Takes(RsyncEvent item)
        => TakesTime(item.Time.UtcTicks)
            && (Operation == RsyncOperation.None || item.Operation == Operation)
            && Any(Modules, item.Module)
            && Any(UserNames, item.UserName)
            && (HostNames.Count == 0 || Any(HostNames, item.HostName) || Any(HostNames, item.ClientAddress));

    /// <summary>What is asked for besides a stretch of time.</summary>
    internal SummaryQuestion AddTo(SummaryQuestion question) => question
        .AnyOf("Module", Modules).AnyOf("UserName", UserNames).AnyOf("HostName", HostNames)
        .Value("Operation", (int)Operation, 0);

    internal bool TakesTime(long ticks)
        => (After is null || ticks >= After.Value.UtcTicks) && (Before is null || ticks < Before.Value.UtcTicks);

    internal bool Takes(RsyncOperation operation, string? module, string? user, string? host, string? address)
        => (Operation == RsyncOperation.None || operation == Operation)
            && Any(Modules, module) && Any(UserNames, user)
            && (HostNames.Count == 0 || Any(HostNames, host) || Any(HostNames, address));

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
