namespace LogStats.Sinks.Text;

/// <summary>How a row is written as text.</summary>
public enum TextForm
{
    /// <summary>One JSON object a line, with every column, null where there is no value.</summary>
    JsonLine,

    /// <summary>Comma-separated values as RFC 4180 has them, with a header.</summary>
    Csv,

    /// <summary>What the row shows of itself, for people.</summary>
    Line,
}
