using Microsoft.Data.Sqlite;

namespace LogStats.Sinks.Tests.Infrastructure;

/// <summary>Looks into a database with another reader than the code under test.</summary>
internal static class Query
{
    public static SqliteConnection Open(string path)
    {
        SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    public static void Execute(string path, string sql)
    {
        using SqliteConnection connection = Open(path);
        Execute(connection, sql);
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }

    /// <summary>The first value of each row, as text; "(null)" where there is none.</summary>
    public static List<string> Column(string path, string sql)
    {
        using SqliteConnection connection = Open(path);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> values = [];
        while (reader.Read())
        {
            values.Add(reader.IsDBNull(0) ? "(null)" : reader.GetString(0));
        }

        return values;
    }

    public static string Value(string path, string sql) => Assert.Single(Column(path, sql));
}
