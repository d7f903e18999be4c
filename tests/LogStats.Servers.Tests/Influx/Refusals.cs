using LogStats.Sinks;

namespace LogStats.Servers.Tests.Influx;

/// <summary>Keeps what was refused.</summary>
internal sealed class Refusals : IRefusedRows
{
    public List<(IRow Row, string Reason)> All { get; } = [];

    public void Add(IRow row, string reason) => All.Add((row, reason));
}
