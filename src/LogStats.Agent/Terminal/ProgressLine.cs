using System.Globalization;
using LogStats.Scan;

namespace LogStats.Agent.Terminal;

/// <summary>
/// How far a run has come, on one line of standard error that takes itself away at the end. Short runs never see it,
/// nor does a standard error that is not a terminal.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private const int BarWidth = 30;

    private static readonly TimeSpan s_before = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(0.2);

    private readonly Screen _screen;
    private readonly long? _total;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly Lock _drawing = new();
    private TimeSpan _due = s_before;
    private int _drawn;

    /// <param name="total">How many bytes there are; null where nobody can know.</param>
    public ProgressLine(Screen screen, long? total, TimeProvider clock)
    {
        _screen = screen;
        _total = total;
        _clock = clock;
        _start = clock.GetTimestamp();
    }

    /// <summary>May be called by any thread, as often as it likes.</summary>
    public void Show(long consumed)
    {
        TimeSpan passed = _clock.GetElapsedTime(_start);
        if (!_screen.ErrorIsTerminal || passed < _due)
        {
            return;
        }

        lock (_drawing)
        {
            if (passed < _due)
            {
                return;
            }

            _due = passed + s_between;
            Draw(Text(consumed, passed));
        }
    }

    public void Dispose()
    {
        lock (_drawing)
        {
            if (_drawn > 0)
            {
                Draw("");
                _screen.Error.Write('\r');
            }

            _due = TimeSpan.MaxValue;
        }
    }

    private void Draw(string text)
    {
        _screen.Error.Write('\r' + text.PadRight(_drawn));
        _drawn = text.Length;
    }

    private string Text(long consumed, TimeSpan passed)
    {
        string rate = $"{ByteSize.Text(consumed)}, {ByteSize.Text((long)(consumed / passed.TotalSeconds))}/s";
        if (_total is not > 0)
        {
            return rate;
        }

        double part = Math.Min(1, (double)consumed / _total.Value);
        string bar = new string('#', (int)(part * BarWidth)).PadRight(BarWidth, '.');
        return string.Create(CultureInfo.InvariantCulture, $"[{bar}] {part * 100,3:F0} %  {rate}");
    }
}
