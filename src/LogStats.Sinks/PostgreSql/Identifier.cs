using System.Text;
using LogStats.Faults;

namespace LogStats.Sinks.PostgreSql;

/// <summary>Names as PostgreSQL has them: at most 63 bytes, because it cuts longer ones with no more than a notice.</summary>
internal static class Identifier
{
    private const int MostBytes = 63;

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text within a statement. Nothing that comes from a log is ever written so.</summary>
    public static string Literal(string text)
        => $"{(text.Contains('\\', StringComparison.Ordinal) ? " E" : "")}'{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    /// <exception cref="LogStatsException">No schema can be called so.</exception>
    public static string CheckSchema(string name)
        => name.Length > 0 && !name.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(name) <= MostBytes
            ? name
            : throw Fail.Value("a schema", name.Replace("\0", "\\0", StringComparison.Ordinal), $"a name of 1 to {MostBytes} bytes");
}
