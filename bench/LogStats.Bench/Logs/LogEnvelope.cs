using System.Buffers;
using System.Globalization;
using System.Text;

namespace LogStats.Bench.Logs;

/// <summary>Puts a daemon's message into the line that the daemon, or a system log, would have written. Times are UTC.</summary>
internal sealed class LogEnvelope(LogEnvelope.Shape shape)
{
    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private long _second = -1;
    private byte[] _stamp = [];

    public enum Shape
    {
        Own,
        Syslog,
        SyslogIso,
        SyslogYear,
        Rfc5424,
        Journal,
    }

    public static bool TryParse(string name, out Shape shape)
        => Enum.TryParse(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out shape);

    /// <summary>The line, with its LF; good until the next.</summary>
    public ReadOnlySpan<byte> Line(DateTime time, int process, string message)
    {
        long second = time.Ticks / TimeSpan.TicksPerSecond;
        if (second != _second)
        {
            _second = second;
            _stamp = Encoding.ASCII.GetBytes(time.ToString(StampFormat(), CultureInfo.InvariantCulture));
        }

        _line.ResetWrittenCount();
        switch (shape)
        {
            case Shape.Journal:
                Text("{\"__REALTIME_TIMESTAMP\":\"");
                Text(((time - DateTime.UnixEpoch).Ticks / 10).ToString(CultureInfo.InvariantCulture));
                Text("\",\"_HOSTNAME\":\"mirror1\",\"SYSLOG_IDENTIFIER\":\"rsyncd\",\"_PID\":\"");
                Number(process);
                Text("\",\"MESSAGE\":\"");
                Text(message.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));
                Text("\"}");
                break;
            case Shape.Own:
                _line.Write(_stamp);
                Text(" [");
                Number(process);
                Text("] ");
                Text(message);
                break;
            case Shape.Rfc5424:
                Text("<30>1 ");
                _line.Write(_stamp);
                Text(" mirror1 rsyncd ");
                Number(process);
                Text(" - - ");
                Text(message);
                break;
            default:
                _line.Write(_stamp);
                Text(" mirror1 rsyncd[");
                Number(process);
                Text("]: ");
                Text(message);
                break;
        }

        Text("\n");
        return _line.WrittenSpan;
    }

    private string StampFormat() => shape switch
    {
        Shape.Own => "yyyy/MM/dd HH:mm:ss",
        Shape.SyslogYear => "yyyy MMM dd HH:mm:ss",
        Shape.SyslogIso or Shape.Rfc5424 => "yyyy-MM-dd'T'HH:mm:ss'Z'",
        _ => "MMM dd HH:mm:ss",
    };

    private void Text(string text) => Encoding.UTF8.GetBytes(text, _line);

    private void Number(int value)
    {
        value.TryFormat(_line.GetSpan(16), out int written, default, CultureInfo.InvariantCulture);
        _line.Advance(written);
    }
}
