using System.Text;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Agent.Terminal;

/// <summary>What the program writes to: results to standard output, everything else to standard error.</summary>
internal sealed class Screen
{
    private const int UsualWidth = 80;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private Stream? _stream;
    private TextWriter? _out;
    private TextWriter? _error;

    private Screen()
    {
    }

    public static Screen Default { get; } = new();

    public bool OutIsTerminal { get; } = !Console.IsOutputRedirected;

    public bool ErrorIsTerminal { get; } = !Console.IsErrorRedirected;

    /// <summary>False for NO_COLOR and for terminals that cannot: then not one escape sequence is written.</summary>
    public bool Colours { get; } = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or "" or null);

    public int Width => OutIsTerminal && TerminalWidth.Get() is > 0 and int width ? width : UsualWidth;

    /// <summary>Standard output as bytes; not to be mixed with <see cref="Out"/>.</summary>
    public Stream Stream => _stream ??= StandardStream.Output();

    /// <summary>Standard output as text; whoever writes flushes.</summary>
    public TextWriter Out => _out ??= new StreamWriter(Stream, s_utf8, 1 << 15);

    /// <summary>Sinks may tell something on other threads.</summary>
    public TextWriter Error => _error ??= TextWriter.Synchronized(new StreamWriter(StandardStream.Error(), s_utf8) { AutoFlush = true });

    /// <summary>A heading on standard output.</summary>
    public string Heading(string text) => OutIsTerminal && Colours ? $"\e[1m{text}\e[0m" : text;

    public string Red(string text) => Paint("31", text);

    public string Dim(string text) => Paint("2", text);

    public void Note(string text) => Error.WriteLine(text);

    /// <summary>What the user should know even if nothing else is wanted to be said; null for nothing.</summary>
    public void Warn(string? text)
    {
        if (text is not null)
        {
            Note($"warning: {LineText.Show(text)}");
        }
    }

    /// <summary>Says what went wrong, what to do about it, and the id to look it up by.</summary>
    public void Tell(LogStatsException fault)
    {
        Error.WriteLine($"{Red("error")} {fault.Id}: {LineText.Show(fault.Message)}");
        if (fault.Advice.Length > 0)
        {
            Error.WriteLine($"  try: {LineText.Show(fault.Advice)}");
        }
    }

    private string Paint(string code, string text) => ErrorIsTerminal && Colours ? $"\e[{code}m{text}\e[0m" : text;
}
