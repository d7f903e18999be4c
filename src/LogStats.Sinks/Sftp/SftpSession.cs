using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using LogStats.Faults;

namespace LogStats.Sinks.Sftp;

/// <summary>
/// One run of the client, for any number of files. Commands are written ahead; behind each goes a comment that nobody at the other end
/// knows, and once the client repeats that, the command is done and all it had to say is there.
/// </summary>
internal sealed class SftpSession : IAsyncDisposable
{
    /// <summary>More than that between two commands is no answer.</summary>
    public const int MostBytes = 1 << 20;

    private const string Echo = "sftp> ";
    private const int MostLines = 40;

    private static readonly TimeSpan s_signIn = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(5);

    private readonly SftpOptions _options;
    private readonly Process _process;
    private readonly string _tag = $"# {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))} ";
    private readonly Channel<string> _input = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Queue<Waiting> _waiting = new();
    private readonly Lock _lock = new();
    private readonly ITimer _limit;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _work;
    private LogStatsException? _fault;

    private SftpSession(SftpOptions options, Process process)
    {
        (_options, _process) = (options, process);
        _limit = options.Clock.CreateTimer(_ => TimedOut(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _work = Task.WhenAll(WriteAsync(), ReadAsync());
        Opened = RunAsync("", options.ConnectTimeout + s_signIn);
    }

    /// <summary>Done once the server has let this account in.</summary>
    public Task<SftpReply> Opened { get; }

    public bool WasOpened => Opened.IsCompletedSuccessfully;

    /// <summary>Why it is over; null while it is not.</summary>
    public LogStatsException? Fault => _fault;

    public static SftpSession Start(SftpOptions options, string? pinned, SftpScratch scratch) => new(options, SftpStart.Run(options, pinned, scratch));

    /// <summary>Runs a command behind all that were given before.</summary>
    /// <param name="command">The command; nothing for none.</param>
    /// <param name="allowance">How long it may take, from when its turn came.</param>
    /// <exception cref="LogStatsException">The session is over.</exception>
    public Task<SftpReply> RunAsync(string command, TimeSpan? allowance = null)
    {
        Waiting one = new(command, allowance ?? _options.Timeout);
        lock (_lock)
        {
            if (_fault is not null)
            {
                return Task.FromException<SftpReply>(_fault);
            }

            _waiting.Enqueue(one);
            if (_waiting.Count == 1)
            {
                _ = _limit.Change(one.Allowance, Timeout.InfiniteTimeSpan);
            }

            _ = _input.Writer.TryWrite(command.Length == 0 ? $"{_tag}{one.Number}\n" : $"{command}\n{_tag}{one.Number}\n");
        }

        return one.Done.Task;
    }

    /// <summary>Ends it for a reason; what waits gets that for its answer.</summary>
    public void End(LogStatsException fault)
    {
        lock (_lock)
        {
            if (_fault is not null)
            {
                return;
            }

            _fault = fault;
            _ = _limit.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _ = _input.Writer.TryComplete();
            foreach (Waiting one in _waiting)
            {
                _ = one.Done.TrySetException(fault);
                _ = one.Done.Task.Exception; // Whether anybody waited for it or not.
            }

            _waiting.Clear();
        }

        _over.Cancel();
        Kill();
    }

    public async ValueTask DisposeAsync()
    {
        _ = _input.Writer.TryComplete(); // The end of its commands is the end of the client.
        Task ended = await Task.WhenAny(_work, Task.Delay(_fault is null ? s_farewell : TimeSpan.Zero, _options.Clock)).ConfigureAwait(false);
        if (ended != _work)
        {
            End(Fail.SinkAway(_options.ToString(), "the session was ended from here", ""));
        }

        await _work.ConfigureAwait(false);
        Kill();
        await _limit.DisposeAsync().ConfigureAwait(false);
        _over.Dispose();
        _process.Dispose();
    }

    private async Task WriteAsync()
    {
        try
        {
            Stream stream = _process.StandardInput.BaseStream;
            await foreach (string line in _input.Reader.ReadAllAsync(_over.Token).ConfigureAwait(false))
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(line), _over.Token).ConfigureAwait(false);
            }

            _process.StandardInput.Close();
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has ended; the one who reads finds out why.
        }
    }

    private async Task ReadAsync()
    {
        SftpOutput output = new(_process.StandardOutput.BaseStream);
        List<string> lines = [];
        try
        {
            while (await output.NextAsync(_over.Token).ConfigureAwait(false) is { } line)
            {
                if (output.Bytes > MostBytes)
                {
                    End(SftpFaults.Endless(_options.ToString()));
                    return;
                }

                if (!line.StartsWith(Echo, StringComparison.Ordinal))
                {
                    if (lines.Count < MostLines)
                    {
                        lines.Add(line);
                    }
                }
                else if (line.AsSpan(Echo.Length).StartsWith(_tag) && Answer(line.AsSpan(Echo.Length + _tag.Length), lines))
                {
                    lines = [];
                    output.Reset();
                }
            }

            await _process.WaitForExitAsync(_over.Token).ConfigureAwait(false);
            End(SftpFaults.OfEnd(_options.ToString(), lines, _process.ExitCode));
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            End(SftpFaults.OfEnd(_options.ToString(), lines, -1));
        }
    }

    private bool Answer(ReadOnlySpan<char> number, List<string> lines)
    {
        Waiting? done;
        lock (_lock)
        {
            if (!_waiting.TryPeek(out done) || !number.SequenceEqual(done.Number))
            {
                return false;
            }

            _ = _waiting.Dequeue();
            _ = _limit.Change(_waiting.TryPeek(out Waiting? next) ? next.Allowance : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _ = done.Done.TrySetResult(new SftpReply(lines));
        return true;
    }

    private void TimedOut()
    {
        Waiting? late;
        lock (_lock)
        {
            _ = _waiting.TryPeek(out late);
        }

        if (late is not null)
        {
            End(SftpFaults.Timeout(_options.ToString(), late.Command.Length == 0 ? "connect" : late.Command.Split(' ')[0].TrimStart('-'), late.Allowance));
        }
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true); // To find the tree takes a look at every process there is.
            }
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private sealed class Waiting(string command, TimeSpan allowance)
    {
        private static long s_last;

        public string Command => command;

        public TimeSpan Allowance => allowance;

        public string Number { get; } = Interlocked.Increment(ref s_last).ToString(CultureInfo.InvariantCulture);

        public TaskCompletionSource<SftpReply> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
