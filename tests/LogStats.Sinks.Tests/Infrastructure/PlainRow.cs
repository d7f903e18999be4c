namespace LogStats.Sinks.Tests.Infrastructure;

/// <summary>A row that is no record and has no key, of a table of any name.</summary>
internal sealed class PlainRow(string table, long number) : IRow
{
    public RowMap Rows { get; init; } = new Map(table);

    public long Number { get; } = number;

    public RowMap GetRowMap() => Rows;

    private sealed class Map(string table) : RowMap(table, [new("Number", RowType.Integer)])
    {
        public override void Write(IRow row, IRowWriter writer) => writer.Integer(((PlainRow)row).Number);
    }
}
