using System.Text;
using SQLitePCL;

namespace LogStats.Sinks.Sqlite;

/// <summary>A prepared statement, used again and again.</summary>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt statement) : IDisposable
{
    private byte[] _utf8 = new byte[512];

    /// <summary>
    /// Stores text as UTF-8. What UTF-8 cannot hold (half a surrogate pair) and what ends a text early for most SQLite
    /// tools (NUL) become U+FFFD.
    /// </summary>
    public void Text(int index, string? value)
    {
        if (value is null)
        {
            Null(index);
            return;
        }

        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[most];
        }

        if (value.Contains('\0'))
        {
            value = value.Replace('\0', '\uFFFD');
        }

        Utf8(index, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, _utf8)));
    }

    public void Utf8(int index, ReadOnlySpan<byte> value)
        => database.Check(value.IsEmpty
            ? raw.sqlite3_bind_text(statement, index, "") // An empty span has no address, which SQLite takes for NULL.
            : raw.sqlite3_bind_text(statement, index, value));

    public void Integer(int index, long value) => database.Check(raw.sqlite3_bind_int64(statement, index, value));

    public void Real(int index, double value) => database.Check(raw.sqlite3_bind_double(statement, index, value));

    public void Null(int index) => database.Check(raw.sqlite3_bind_null(statement, index));

    /// <summary>Goes on to the next row; false at the end.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(statement);
        database.Check(code);
        return code == raw.SQLITE_ROW;
    }

    public string ColumnText(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long ColumnInteger(int column) => raw.sqlite3_column_int64(statement, column);

    // The code of a reset repeats the fault of the step before it, which has been thrown already.
    public void Reset() => _ = raw.sqlite3_reset(statement);

    public void Dispose() => statement.Dispose();
}
