namespace LogStats.Sinks.Sqlite;

/// <summary>One table that takes the rows of one map: its statement, and how a row is bound to it.</summary>
internal sealed class SqliteTable : IRowWriter, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _insert;
    private readonly RowMap _map;
    private readonly bool _keyed;
    private int _index;

    private SqliteTable(SqliteDatabase database, SqliteStatement insert, RowMap map, bool keyed)
    {
        _database = database;
        _insert = insert;
        _map = map;
        _keyed = keyed;
    }

    /// <summary>Finds or makes the table and prepares to write to it. Belongs in the transaction of the first rows.</summary>
    /// <param name="keyed">Whether the rows are records that can have a key.</param>
    public static SqliteTable Open(SqliteDatabase database, string name, RowMap map, bool keyed, bool create)
    {
        SqliteShape.Ensure(database, name, map, keyed, create);
        return new SqliteTable(database, database.Prepare(SqliteShape.Insert(name, map, keyed)), map, keyed);
    }

    /// <summary>Inserts a row; false when a row with its key is there already.</summary>
    public bool Insert(IRow row)
    {
        _index = 0;
        _map.Write(row, this);
        if (_keyed)
        {
            Bind(((ILogRecord)row).GetKey());
        }

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
        bool local = _map.Columns[_index].Type == RowType.LocalTime;
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

    private void Bind(RecordKey key)
    {
        // Without a name a row is never "there already": NULL differs from every other NULL in a unique index.
        bool none = key.IsNone;
        Integer(none ? null : key.Source);
        Integer(none ? null : key.Offset);
        Integer(none ? null : key.Check);
    }
}
