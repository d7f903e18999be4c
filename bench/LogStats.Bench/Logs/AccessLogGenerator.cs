using System.Globalization;
using System.Text;

namespace LogStats.Bench.Logs;

/// <summary>
/// Writes the access log of a busy site that never was, in Apache's <c>combined</c> format and the time taken in
/// microseconds behind it: a few hundred routes, four thousand clients, forty requests a second, times that only go
/// forward. Five million lines are 1.2 GB and a day and a half. The same options give the same bytes on every machine.
/// </summary>
internal sealed class AccessLogGenerator
{
    private const int MeanGap = 25;
    private static readonly DateTime s_start = new(2025, 3, 3, 0, 0, 0, DateTimeKind.Utc);

    private readonly Dice _dice;
    private readonly Dice _odd;
    private readonly AccessRoute[] _routes;
    private readonly ZipfTable _ofRoutes;
    private readonly AccessVisitors _visitors;
    private readonly AccessLogOptions _options;
    private readonly LineBytes _request = new();
    private readonly LineBytes _referrer = new();
    private readonly LineBytes _agent = new();
    private readonly LineBytes _line = new();
    private long _second = -1;
    private byte[] _stamp = [];

    public AccessLogGenerator(AccessLogOptions options)
    {
        _options = options;
        _dice = new Dice(options.Seed);
        _odd = new Dice(~options.Seed);
        _routes = AccessRoute.Make(_dice);
        _ofRoutes = new ZipfTable(_routes.Length);
        _visitors = new AccessVisitors(_dice);
    }

    /// <summary>When the last line was written.</summary>
    public DateTime Time { get; private set; } = s_start;

    /// <summary>Writes a file, last written when its last line was.</summary>
    public static void WriteFile(string path, long lines, AccessLogOptions options)
    {
        AccessLogGenerator generator = new(options);
        using (FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
        {
            generator.Write(file, lines);
        }

        File.SetLastWriteTimeUtc(path, generator.Time);
    }

    public void Write(Stream output, long lines)
    {
        for (long line = 0; line < lines; line++)
        {
            output.Write(Line());
        }
    }

    /// <summary>The next line, with its LF; good until the one after it.</summary>
    private ReadOnlySpan<byte> Line()
    {
        Time = Time.AddMilliseconds(_dice.Below((2 * MeanGap) + 1));
        AccessRoute route = _routes[_ofRoutes.Draw(_dice)];
        int status = Status(out bool isPost);
        _request.Clear().Add(isPost ? "POST "u8 : _dice.Once(60) ? "HEAD "u8 : "GET "u8);
        route.Write(_dice, _request);
        _request.Add(_dice.Once(4) ? " HTTP/2.0"u8 : " HTTP/1.1"u8);
        _referrer.Clear().Add(_visitors.Referrer(_dice));
        int visitor = _visitors.Draw(_dice);
        _agent.Clear().Add(_visitors.Agent(_dice, visitor));
        ReadOnlySpan<byte> client = _visitors.Client(visitor);
        long size = status == 304 ? -1 : 180 + _dice.Size(18);
        long micros = LogNormal.Draw(_dice, status >= 500 ? route.MedianMicros * 8 : route.MedianMicros);
        if (_options.OddOneIn > 0 && _odd.Once(_options.OddOneIn))
        {
            OddRequest.Write(_odd, _request, _referrer, _agent, ref status);
        }

        Stamp();
        _line.Clear();
        if (_options.Order == AccessLogOrder.Combined)
        {
            _line.Add(client).Add(_stamp).Add(_request.Written).Add("\" "u8);
            Numbers(status, size).Add(" \""u8).Add(_referrer.Written).Add("\" \""u8).Add(_agent.Written).Add("\" "u8).Add(micros);
        }
        else
        {
            // The stamp stands between blanks and before the quote of the request: here only what is within counts.
            _line.Add(_stamp.AsSpan(1, _stamp.Length - 2)).Add(micros).Add(" "u8);
            Numbers(status, size).Add(" \""u8).Add(_request.Written).Add("\" "u8).Add(client);
            _line.Add(" \""u8).Add(_agent.Written).Add("\" \""u8).Add(_referrer.Written).Add("\""u8);
        }

        return _line.Add("\n"u8).Written;
    }

    private LineBytes Numbers(int status, long size)
    {
        _line.Add(status).Add(" "u8);
        return size < 0 ? _line.Add("-"u8) : _line.Add(size);
    }

    private int Status(out bool isPost)
    {
        isPost = _dice.Once(9);
        return _dice.Below(1000) switch
        {
            < 820 => isPost && _dice.Once(3) ? 201 : 200,
            < 890 => isPost ? 200 : 304,
            < 930 => 404,
            < 955 => 302,
            < 970 => 301,
            < 980 => isPost ? 400 : 206,
            < 988 => 403,
            < 996 => 500,
            _ => 503,
        };
    }

    private void Stamp()
    {
        long second = Time.Ticks / TimeSpan.TicksPerSecond;
        if (second != _second)
        {
            _second = second;
            _stamp = Encoding.ASCII.GetBytes(Time.ToString("' ['dd/MMM/yyyy:HH:mm:ss' +0000] \"'", CultureInfo.InvariantCulture));
        }
    }
}
