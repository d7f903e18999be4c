using System.Collections;
using LogStats.PgBouncer;

namespace LogStats.PowerShell.Parameters;

/// <summary>What stands in pgbouncer logs, for completion.</summary>
internal static class PgBouncerValues
{
    public static IEnumerable<(string Value, string Tip)> Seen(IDictionary bound, Func<PgBouncerEvent, string?> pick)
        => SeenValues.Of(bound, () => new PgBouncerReader(new PgBouncerOptions()), pick);
}
