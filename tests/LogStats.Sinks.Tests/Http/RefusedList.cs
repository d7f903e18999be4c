namespace LogStats.Sinks.Tests.Http;

internal sealed class RefusedList : IRefusedRows
{
    public List<(IRow Row, string Reason)> Rows { get; } = [];

    public IEnumerable<long> Numbers => Rows.Select(static one => ((Writer.Sample)one.Row).Number);

    public void Add(IRow row, string reason) => Rows.Add((row, reason));
}
