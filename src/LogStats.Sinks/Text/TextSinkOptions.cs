namespace LogStats.Sinks.Text;

/// <summary>Where and how rows are written as text. Give either a path or a stream.</summary>
public sealed record TextSinkOptions
{
    /// <summary>The file to write.</summary>
    public string? Path { get; init; }

    /// <summary>A stream to write instead of a file, such as standard output.</summary>
    public Stream? Stream { get; init; }

    /// <summary>JSON lines by default.</summary>
    public TextForm Form { get; init; } = TextForm.JsonLine;

    /// <summary>Whether a file that is there is added to; otherwise it is replaced, once all is written.</summary>
    public bool Append { get; init; }

    /// <summary>Whether a file that is there is a fault. Has no meaning together with <see cref="Append"/>.</summary>
    public bool NoClobber { get; init; }

    /// <summary>Whether gzip is written; null asks the name: <c>.gz</c> or not.</summary>
    public bool? Compress { get; init; }

    /// <summary>
    /// Whether a text in CSV that a spreadsheet would run as a formula gets a leading apostrophe. True by default:
    /// clients choose what stands in a log. Switch it off where a program reads the file.
    /// </summary>
    public bool GuardFormulas { get; init; } = true;

    /// <summary>Whether <see cref="Stream"/> stays open when the sink is closed.</summary>
    public bool LeaveOpen { get; init; }
}
