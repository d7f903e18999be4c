namespace LogStats.Sinks.Tests.Infrastructure;

/// <summary>A row that a newer one of the same name replaces.</summary>
internal sealed class Counter(string? name, long age, long value) : IRow
{
    private static readonly RowMap s_map = new Map();

    public RowMap GetRowMap() => s_map;

    private (string? Name, long Age, long Value) Values => (name, age, value);

    private sealed class Map() : RowMap("counter", [new("Value", RowType.Integer)], new Identity())
    {
        public override void Write(IRow row, IRowWriter writer) => writer.Integer(((Counter)row).Values.Value);
    }

    private sealed class Identity() : RowIdentity([new("SourceName", RowType.Text), new("SourceAge", RowType.Integer)], 1, newerReplaces: true)
    {
        public override void Write(IRow row, IRowWriter writer)
        {
            writer.Text(((Counter)row).Values.Name);
            writer.Integer(((Counter)row).Values.Age);
        }
    }
}
