using System.Diagnostics;
using System.Net.Sockets;
using LogStats.Faults;
using LogStats.Follow;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Follow;

/// <summary>What stands at a path and is no log, logs that cannot be read, compressed ones that change, and clocks that are set.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly LogFolder _log = new();

    public static TheoryData<string> Odd => ["fifo", "folder", "socket", "device"];

    [Theory]
    [MemberData(nameof(Odd))]
    public void Named_at_the_start_it_is_refused_with_a_reason(string what)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using IDisposable? made = Make(what, _log.File());
        LogStatsException fault = Assert.Throws<LogStatsException>(() => _log.Follower);
        Assert.Equal(FaultId.FileOpen, fault.Id);
        Assert.Contains(_log.File(), fault.Message, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Advice);
    }

    /// <summary>Opening a pipe would wait for a writer: this test would hang.</summary>
    [Theory]
    [MemberData(nameof(Odd))]
    public void Coming_later_it_is_told_and_a_log_in_its_place_is_read(string what)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _log.Append("a\n").Drain().Commit();
        _log.Delete().Drain();
        using (Make(what, _log.File()))
        {
            _log.Drain().Drain();
        }

        Assert.Equal(1, _log.Events.Count(one => one.Kind == FollowEventKind.Unreadable));
        if (what == "folder")
        {
            Directory.Delete(_log.File());
        }
        else
        {
            _log.Delete();
        }

        _log.Append("b\n").Drain();
        Assert.Equal("a b", _log.Taken());
    }

    [Theory]
    [InlineData("fifo")]
    [InlineData("socket")]
    public void Matched_by_a_wildcard_it_does_not_hold_up_the_others(string what)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _log.Options = _log.Options with { Paths = [_log.File("*.log")] };
        using IDisposable? made = Make(what, _log.File("a.log"));
        _log.Append("b\n", "b.log").Drain();
        Assert.Equal("b", _log.Taken());
        Assert.Equal("Unreadable", _log.Told());
    }

    [Fact]
    public void A_file_of_the_kernel_is_refused()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _log.Options = _log.Options with { Paths = ["/proc/self/status"] };
        LogStatsException fault = Assert.Throws<LogStatsException>(() => _log.Follower);
        Assert.Equal(FaultId.FileOpen, fault.Id);
        Assert.Equal("'/proc/self/status' is no file on a disk: the kernel makes up what stands in it whenever it is read.", fault.Message);
        Assert.Equal("Follow a log that a program writes to; for the kernel's own messages, the one that its logger writes.", fault.Advice);
    }

    [Fact]
    public void Links_that_lead_to_themselves_are_told_and_a_log_in_their_place_is_read()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.CreateSymbolicLink(_log.File(), _log.File("two"));
        File.CreateSymbolicLink(_log.File("two"), _log.File());
        _log.Drain().Drain();
        FollowEvent told = Assert.Single(_log.Events);
        Assert.Equal($"It is a link to '{_log.File("two")}', which leads to no file now; it is waited for.", told.Text);
        _log.Delete().Append("a\n").Drain();
        Assert.Equal("a", _log.Taken());
    }

    [Fact]
    public void A_link_to_a_log_is_followed_to_wherever_it_is_moved()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _log.Append("a\n", "monday");
        File.CreateSymbolicLink(_log.File(), _log.File("monday"));
        _log.Drain().Append("b\n", "monday").Append("c\n", "tuesday").Delete();
        File.CreateSymbolicLink(_log.File(), _log.File("tuesday"));
        _log.Drain();
        Assert.Equal("a b c", _log.Taken());
    }

    [Fact]
    public void What_cannot_be_read_is_told_once_an_hour()
    {
        _log.Drain();
        Directory.CreateDirectory(_log.File());
        for (int minute = 0; minute < 130; minute++)
        {
            _log.Drain().Clock.Move(TimeSpan.FromMinutes(1));
        }

        Assert.Equal("Missing Unreadable Unreadable Unreadable", _log.Told());
    }

    [Fact]
    public void A_compressed_log_that_grows_by_members_is_read_on()
    {
        _log.Options = _log.Options with { Paths = [_log.File("app.log.gz")] };
        Members("a\n", "b\n");
        _log.Drain().Commit();
        Assert.Equal("a b", _log.Taken());
        Members("a\n", "b\n", "c\n");
        _log.Drain();
        Assert.Equal("c", _log.Taken());
    }

    [Fact]
    public void A_compressed_log_is_read_as_far_as_it_is_there_and_on_once_there_is_more()
    {
        _log.Options = _log.Options with { Paths = [_log.File("app.log.gz")] };
        byte[] whole = TempFolder.Gzip(string.Concat(Enumerable.Range(0, 5000).Select(number => $"line {number}\n")).Select(one => (byte)one).ToArray());
        for (int part = 1; part <= 4; part++)
        {
            File.WriteAllBytes(_log.File("app.log.gz"), whole[..(whole.Length * part / 4)]);
            for (int look = 0; look < 10; look++)
            {
                _ = _log.Look();
            }

            _log.Commit();
        }

        _log.Drain();
        Assert.Equal(Enumerable.Range(0, 5000).Select(number => $"line {number}"), _log.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_compressed_log_that_is_replaced_is_read_from_its_start(bool stopped)
    {
        _log.Options = _log.Options with { Paths = [_log.File("app.log.gz")] };
        Members("a\nb\n");
        _log.Settle(stopped);
        _log.Delete("app.log.gz");
        Members("other\n");
        _log.Drain();
        Assert.Equal("a b other", _log.Taken());
    }

    /// <summary>The clock of the machine that writes: times of files go back, the order of their numbers does not.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_clock_that_is_set_by_a_day_between_rotations(int days)
    {
        _log.Append("a\n").Settle(stopped: true).Append("b\n").Rename();
        _log.SetClock(TimeSpan.FromDays(days)).Append("c\n").Rename().Append("d\n").Rename();
        _log.SetClock(TimeSpan.FromDays(-days)).Append("e\n").Drain();
        Assert.Equal("a b c d e", _log.Taken());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_clock_that_is_set_by_a_day_while_it_is_read(int days)
    {
        _log.Options = _log.Options with { Paths = [_log.File("*.log")] };
        _log.Append("a\n").Drain().Clock.Move(TimeSpan.FromDays(days));
        _log.SetClock(TimeSpan.FromDays(days)).Append("b\n").Append("new\n", "new.log").Drain().Commit();
        _log.Rename().Append("c\n").Stop().Drain();
        Assert.Equal("a b new c", _log.Taken());
        Assert.DoesNotContain("Lost", _log.Told(), StringComparison.Ordinal);
    }

    public void Dispose() => _log.Dispose();

    private void Members(params string[] members)
        => File.WriteAllBytes(_log.File("app.log.gz"), [.. members.SelectMany(member => TempFolder.Gzip(System.Text.Encoding.Latin1.GetBytes(member)))]);

    private static IDisposable? Make(string what, string path)
    {
        switch (what)
        {
            case "fifo":
                using (Process make = Process.Start("mkfifo", path))
                {
                    make.WaitForExit();
                }

                return null;
            case "socket":
                Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                socket.Bind(new UnixDomainSocketEndPoint(path));
                return new Unbound(socket, path);
            case "device":
                File.CreateSymbolicLink(path, "/dev/zero");
                return null;
            default:
                Directory.CreateDirectory(path);
                return null;
        }
    }

    /// <summary>Disposing of a socket takes its file away, which a test does itself.</summary>
    private sealed class Unbound(Socket socket, string path) : IDisposable
    {
        public void Dispose()
        {
            socket.Dispose();
            if (!File.Exists(path))
            {
                File.WriteAllText(path, "");
            }
        }
    }
}
