namespace LogStats.Detect;

/// <summary>Tells of a line which format of its family it is in.</summary>
public interface IFormatProbe
{
    /// <summary>The format's name, or null where the line is in none of them.</summary>
    string? FormatOf(ReadOnlySpan<byte> line);
}
