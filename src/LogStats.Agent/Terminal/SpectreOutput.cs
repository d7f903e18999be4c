using System.Text;
using Spectre.Console;

namespace LogStats.Agent.Terminal;

/// <summary>
/// The screen as the library sees it. The library's own asks the console class for the size, which first writes escape
/// sequences to the terminal, wanted or not.
/// </summary>
internal sealed class SpectreOutput(Screen screen) : IAnsiConsoleOutput
{
    private const int AnyHeight = 24;

    public TextWriter Writer => screen.Out;

    public bool IsTerminal => screen.OutIsTerminal;

    public int Width { get; } = screen.Width;

    public int Height => AnyHeight;

    public void SetEncoding(Encoding encoding)
    {
    }
}
