using System.IO.Enumeration;
using LogStats.Sinks;

namespace LogStats.Elf;

/// <summary>Which requests are wanted. Names may hold <c>*</c> and <c>?</c>; several of one kind mean any of them.</summary>
public sealed record ElfFilter
{
    public DateTimeOffset? After { get; init; }

    public DateTimeOffset? Before { get; init; }

    public StatusSet? Statuses { get; init; }

    public IReadOnlyList<string> Methods { get; init; } = [];

    public IReadOnlyList<string> ClientAddresses { get; init; } = [];

    public IReadOnlyList<string> UserNames { get; init; } = [];

    public IReadOnlyList<string> VirtualHosts { get; init; } = [];

    /// <summary>Of the path without its query.</summary>
    public IReadOnlyList<string> RequestPaths { get; init; } = [];

    /// <summary>Request groups, as the rules name them.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>What is asked for besides a stretch of time.</summary>
    internal SummaryQuestion AddTo(SummaryQuestion question) => question
        .InOrder("Status", Statuses?.Ranges() ?? []).AnyOf("Method", Methods).AnyOf("ClientAddress", ClientAddresses)
        .AnyOf("UserName", UserNames).AnyOf("VirtualHost", VirtualHosts).AnyOf("RequestPath", RequestPaths).AnyOf("Group", Groups);

    internal bool IsTimeOnly => Statuses is null && Methods.Count == 0 && ClientAddresses.Count == 0
        && UserNames.Count == 0 && VirtualHosts.Count == 0 && RequestPaths.Count == 0 && Groups.Count == 0;

    internal bool IsEverything => IsTimeOnly && After is null && Before is null;

    /// <summary>A request without a time is in every window that nobody asked for, and in no other.</summary>
    internal bool TakesTime(long ticks)
        => (After is null || (ticks != 0 && ticks >= After.Value.UtcTicks)) && (Before is null || (ticks != 0 && ticks < Before.Value.UtcTicks));

    /// <summary>All but the group.</summary>
    internal bool Takes(in ElfLine line)
        => TakesTime(line.Ticks)
            && (Statuses is null || Statuses.Has(line.Status))
            && (Methods.Count == 0 || Any(Methods, line[ElfField.Method]))
            && (ClientAddresses.Count == 0 || Any(ClientAddresses, line[ElfField.Client]))
            && (UserNames.Count == 0 || Any(UserNames, line[ElfField.User]))
            && (VirtualHosts.Count == 0 || Any(VirtualHosts, line[ElfField.Host]))
            && (RequestPaths.Count == 0 || Any(RequestPaths, Rules.RequestPath.Of(line.Target)));

    internal bool Takes(ElfRecord item)
        => TakesTime(item.Time?.UtcTicks ?? 0)
            && (Statuses is null || Statuses.Has(item.Status ?? -1))
            && Any(Methods, item.Method) && Any(ClientAddresses, item.ClientAddress) && Any(UserNames, item.UserName)
            && Any(VirtualHosts, item.VirtualHost) && Any(RequestPaths, item.RequestPath);

    internal static bool Any(IReadOnlyList<string> patterns, string? value)
    {
        foreach (string pattern in patterns)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, value ?? "", ignoreCase: true))
            {
                return true;
            }
        }

        return patterns.Count == 0;
    }

    internal static bool Any(IReadOnlyList<string> patterns, ReadOnlySpan<byte> value)
    {
        Span<char> text = stackalloc char[Math.Min(value.Length, 1024)];
        int length = System.Text.Encoding.Latin1.GetChars(value[..text.Length], text);
        foreach (string pattern in patterns)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, text[..length], ignoreCase: true))
            {
                return true;
            }
        }

        return false;
    }
}
