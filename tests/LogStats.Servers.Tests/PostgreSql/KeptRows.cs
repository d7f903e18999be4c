using LogStats.Sinks;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>Rows that were refused, and why.</summary>
internal sealed class KeptRows : IRefusedRows
{
    public List<(IRow Row, string Reason)> All { get; } = [];

    public void Add(IRow row, string reason) => All.Add((row, reason));
}
