namespace LogStats.Sinks.Sqlite;

/// <summary>One table that takes the rows of one map: its statement, and how a row is bound to it.</summary>
internal sealed class SqliteTable : IRowWriter, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _insert;
    private readonly RowMap _map;
    private int _index;

    private SqliteTable(SqliteDatabase database, SqliteStatement insert, RowMap map)
    {
        _database = database;
        _insert = insert;
        _map = map;
    }

    /// <summary>Finds or makes the table and prepares to write to it. Belongs in the transaction of the first rows.</summary>
    public static SqliteTable Open(SqliteDatabase database, string name, RowMap map, bool create)
    {
        SqliteShape.Ensure(database, name, map, create);
        return new SqliteTable(database, database.Prepare(SqliteShape.Insert(name, map)), map);
    }

    /// <summary>Inserts a row; false when the same row, or a newer one, is there already.</summary>
    public bool Insert(IRow row)
    {
        _index = 0;
        _map.Write(row, this);
        _map.Identity?.Write(row, this);

        try
        {
            _ = _insert.Step();
        }
        finally
        {
            _insert.Reset();
        }

        return _database.Changes > 0;
    }

    public void Text(string? value) => _insert.Text(++_index, value);

    public void Integer(long? value)
    {
        if (value is { } number)
        {
            _insert.Integer(++_index, number);
        }
        else
        {
            _insert.Null(++_index);
        }
    }

    public void Time(DateTimeOffset? value)
    {
        if (value is not { } time)
        {
            _insert.Null(++_index);
            return;
        }

        Span<byte> buffer = stackalloc byte[SqliteTime.Length];
        bool local = _index < _map.Columns.Count && _map.Columns[_index].Type == RowType.LocalTime;
        _insert.Utf8(++_index, local ? SqliteTime.Local(time, buffer) : SqliteTime.Utc(time, buffer));
    }

    public void Seconds(TimeSpan? value)
    {
        if (value is { } span)
        {
            _insert.Real(++_index, span.TotalSeconds);
        }
        else
        {
            _insert.Null(++_index);
        }
    }

    public void Dispose() => _insert.Dispose();
}
