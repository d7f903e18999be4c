using System.Collections;
using LogStats.Rsync;

namespace LogStats.PowerShell.Parameters;

/// <summary>What stands in rsync logs, for completion.</summary>
internal static class RsyncValues
{
    public static IEnumerable<(string Value, string Tip)> Seen(IDictionary bound, Func<RsyncEvent, string?> pick)
        => SeenValues.Of(bound, () => new RsyncReader(new RsyncOptions { Kinds = RsyncEventKind.All }), pick);
}
