using LogStats.Sinks;
using Npgsql;
using NpgsqlTypes;

namespace LogStats.Bench.PostgreSql;

/// <summary>A table with the columns of a map and of its key, filled the way Npgsql's manual shows: one binary COPY, typed values.</summary>
internal sealed class CopiedTable(NpgsqlConnection connection, RowMap map)
{
    private RowColumn[] Columns => [.. map.Columns, .. map.Identity!.Columns];

    public Task MakeAsync(string name, bool keyed) => ExecuteAsync(
        $"DROP TABLE IF EXISTS {name}; CREATE TABLE {name} ({string.Join(", ", Columns.Select(column => $"{Quoted(column)} {Type(column.Type)}"))}"
        + (keyed ? $", UNIQUE ({string.Join(", ", map.Identity!.Columns.Select(Quoted))}))" : ")"));

    public async Task ExecuteAsync(string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        _ = await command.ExecuteNonQueryAsync();
    }

    public async Task ImportAsync(string name, List<IRow> rows)
    {
        await using NpgsqlBinaryImporter importer = await connection.BeginBinaryImportAsync(
            $"COPY {name} ({string.Join(", ", Columns.Select(Quoted))}) FROM STDIN (FORMAT BINARY)");
        Importing writer = new(importer);
        foreach (IRow row in rows)
        {
            importer.StartRow();
            map.Write(row, writer);
            map.Identity!.Write(row, writer);
        }

        _ = await importer.CompleteAsync();
    }

    private static string Quoted(RowColumn column) => $"\"{column.Name.ToLowerInvariant()}\"";

    private static string Type(RowType type) => type switch
    {
        RowType.Integer or RowType.Bytes => "bigint",
        RowType.Seconds or RowType.Latency => "double precision",
        RowType.Time => "timestamptz",
        RowType.LocalTime => "timestamp",
        _ => "text",
    };

    private sealed class Importing(NpgsqlBinaryImporter importer) : IRowWriter
    {
        public void Text(string? value)
        {
            if (value is null)
            {
                importer.WriteNull();
            }
            else
            {
                importer.Write(value, NpgsqlDbType.Text);
            }
        }

        public void Integer(long? value)
        {
            if (value is { } number)
            {
                importer.Write(number, NpgsqlDbType.Bigint);
            }
            else
            {
                importer.WriteNull();
            }
        }

        public void Time(DateTimeOffset? value)
        {
            if (value is { } time)
            {
                importer.Write(time.UtcDateTime, NpgsqlDbType.TimestampTz);
            }
            else
            {
                importer.WriteNull();
            }
        }

        public void Seconds(TimeSpan? value)
        {
            if (value is { } span)
            {
                importer.Write(span.TotalSeconds, NpgsqlDbType.Double);
            }
            else
            {
                importer.WriteNull();
            }
        }
    }
}
