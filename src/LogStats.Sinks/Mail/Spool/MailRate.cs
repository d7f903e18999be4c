using System.Globalization;
using LogStats.Files;

namespace LogStats.Sinks.Mail.Spool;

/// <summary>
/// How many mails may be sent now: so many within any span, on a clock. With a file it is remembered over a restart, so that a
/// program that is started again and again sends no more. Losing the file loses no mail, so the disk is not waited for.
/// </summary>
internal sealed class MailRate
{
    private readonly int _limit;
    private readonly TimeSpan _span;
    private readonly TimeProvider _clock;
    private readonly string? _file;
    private Queue<long> _sent = [];

    public MailRate(int limit, TimeSpan span, TimeProvider clock, string? file = null)
    {
        (_limit, _span, _clock, _file) = (limit, span, clock, file);
    }

    /// <summary>How many may be sent at once.</summary>
    public int Left
    {
        get
        {
            Forget();
            return Math.Max(_limit - _sent.Count, 0);
        }
    }

    /// <summary>How long until one more may be sent.</summary>
    public TimeSpan Wait
    {
        get
        {
            Forget();
            return _sent.Count < _limit ? TimeSpan.Zero : new TimeSpan(_sent.Peek() + _span.Ticks - _clock.GetUtcNow().UtcTicks);
        }
    }

    public void Add()
    {
        _sent.Enqueue(_clock.GetUtcNow().UtcTicks);
        if (_file is null)
        {
            return;
        }

        try
        {
            string written = _file + ".new";
            File.WriteAllLines(written, _sent.Select(static one => one.ToString(CultureInfo.InvariantCulture)));
            DiskSync.Replace(written, _file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It holds for this process all the same.
        }
    }

    /// <summary>Reads what others have sent. For who holds the spool.</summary>
    public void Refresh()
    {
        if (_file is not null && File.Exists(_file))
        {
            try
            {
                _sent = new Queue<long>(File.ReadLines(_file)
                    .Select(static line => long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long one) ? one : 0)
                    .Order());
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // As if nothing had been sent.
            }
        }
    }

    // A time that is still to come is of a clock that was set back: it must not hold mails up for longer than the span.
    private void Forget()
    {
        long now = _clock.GetUtcNow().UtcTicks;
        while (_sent.TryPeek(out long first) && (first <= now - _span.Ticks || first > now))
        {
            _ = _sent.Dequeue();
        }
    }
}
