using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using LogStats.Faults;
using LogStats.Lines;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Lines;

/// <summary>Files, standard input, and all that is neither.</summary>
public sealed class LineInputTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Standard_input_is_looked_through_whatever_size_it_comes_in(int size)
    {
        foreach (byte[] data in (byte[][])[[], [0x1f], [0x1f, 0x8a, 10], "a\nb\n"u8.ToArray(), [0x1f, 10, 0x8b]])
        {
            Assert.Equal(PlainLines.Split(data), LineRecorder.All(LineInput.FromStream(new ChoppyStream(data, size)).Open()));
        }

        byte[] packed = TempFolder.Gzip("a\n"u8.ToArray(), "b\n"u8.ToArray());
        Assert.Equal(["a", "b"], GzipBytesTests.Lines(LineInput.FromStream(new ChoppyStream(packed, size))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Standard_input_can_be_looked_at_and_is_then_still_all_there(int size)
    {
        byte[] data = Encoding.ASCII.GetBytes(string.Join('\n', Enumerable.Range(1000, 100)) + "\n");
        foreach (byte[] sent in (byte[][])[data, TempFolder.Gzip(data)])
        {
            LineInput input = LineInput.FromStream(new ChoppyStream(sent, size));
            byte[] head = input.Peek(50);
            Assert.True(data.AsSpan().StartsWith(head), "the head is the front");
            Assert.Contains((byte)'\n', head);
            Assert.True(data.AsSpan().StartsWith(input.Peek(20)), "the head is the front again");
            Assert.Equal(PlainLines.Split(data), LineRecorder.All(input.Open()));
        }
    }

    [Fact]
    public void Standard_input_without_a_line_end_can_be_looked_at()
    {
        LineInput input = LineInput.FromStream(new ChoppyStream("no line end"u8.ToArray(), 3));
        Assert.Equal("no line end"u8.ToArray(), input.Peek(100));
        Assert.Equal(["no line end"], GzipBytesTests.Lines(input));
        Assert.Empty(LineInput.FromStream(new ChoppyStream([], 3)).Peek(100));
    }

    [Fact]
    public void A_broken_stream_is_a_fault_after_what_came_before()
    {
        List<SeenLine> seen = [];
        using ByteSource source = LineInput.FromStream(new ChoppyStream("one\ntwo\nthr"u8.ToArray(), 4, breaksAt: 8)).Open();
        LogStatsException error = Assert.Throws<LogStatsException>(() => LineRecorder.Scan(seen, 16, 64).Run(source));
        Assert.Equal((FaultId.FileRead, "-"), (error.Id, error.Target));
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public void Consumed_counts_what_was_taken_of_the_input()
    {
        using ByteSource source = LineInput.FromStream(new ChoppyStream("a\nb\n"u8.ToArray(), 1)).Open();
        byte[] buffer = new byte[1];
        Assert.Equal(0, source.Consumed);
        for (int taken = 1; taken <= 4; taken++)
        {
            Assert.Equal(1, source.Read(buffer));
            Assert.Equal(taken, source.Consumed);
        }

        Assert.Null(source.Length);
    }

    [Fact]
    public void A_file_that_grows_is_read_to_where_it_ends_by_then()
    {
        using TempFolder folder = new();
        string path = folder.Write("app.log", "a\nb\n");
        List<SeenLine> seen = [];
        var scan = LineRecorder.Scan(seen, 16, 64);
        using ByteSource source = LineInput.File(path).Open();
        Assert.True(scan.Step(source));
        File.AppendAllText(path, "c\nd");
        Assert.True(scan.Step(source));
        File.AppendAllText(path, "d\n");
        scan.Run(source);
        Assert.Equal(["a", "b", "c", "dd"], seen.Select(line => Encoding.UTF8.GetString(line.Bytes)));
        Assert.Equal([0, 2, 4, 6], seen.Select(line => line.Offset));
    }

    [Fact]
    public void A_file_that_is_renamed_or_deleted_while_it_is_read_is_read_on()
    {
        using TempFolder folder = new();
        string path = folder.Write("app.log", "a\nb\n");
        List<SeenLine> seen = [];
        var scan = LineRecorder.Scan(seen, 2, 64);
        using ByteSource source = LineInput.File(path).Open();
        Assert.True(scan.Step(source));
        File.Move(path, path + ".1");
        File.Delete(path + ".1");
        scan.Run(source);
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public void A_file_that_is_cut_while_it_is_read_ends_there()
    {
        using TempFolder folder = new();
        string path = folder.Write("app.log", "aaaa\nbbbb\ncccc\n");
        List<SeenLine> seen = [];
        var scan = LineRecorder.Scan(seen, 10, 64);
        using ByteSource source = LineInput.File(path).Open();
        Assert.True(scan.Step(source));
        File.WriteAllText(path, "");
        scan.Run(source);
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public void A_missing_file_is_named()
        => Fails("/does/not/exist.log", FaultId.PathNotFound);

    [Fact]
    public void A_directory_is_no_log()
    {
        using TempFolder folder = new();
        Fails(folder.Path, FaultId.FileOpen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_path_that_cannot_be_one_is_refused(string path) => Fails(path, FaultId.FileOpen);

    [Fact]
    public void A_path_with_a_NUL_is_not_cut_there()
    {
        using TempFolder folder = new();
        Fails(folder.Write("app.log", "a\n") + "\0.txt", FaultId.FileOpen);
    }

    [Fact]
    public void A_path_that_is_too_long_is_refused() => Fails("/" + new string('x', 5000), FaultId.FileOpen);

    [Fact]
    public void A_named_pipe_is_refused_and_does_not_block()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using TempFolder folder = new();
        string pipe = folder.File("pipe");
        using (Process make = Process.Start("mkfifo", [pipe]))
        {
            make.WaitForExit();
        }

        Fails(pipe, FaultId.FileOpen);
        File.CreateSymbolicLink(folder.File("link"), pipe);
        Fails(folder.File("link"), FaultId.FileOpen);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("/dev/../dev/zero")]
    public void A_device_is_refused(string device)
    {
        if (OperatingSystem.IsLinux())
        {
            Fails(device, FaultId.FileOpen);
        }
    }

    [Fact]
    public void Links_are_followed_and_loops_and_dangling_ones_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using TempFolder folder = new();
        File.CreateSymbolicLink(folder.File("link"), folder.Write("app.log", "a\n"));
        Assert.Equal(["a"], GzipBytesTests.Lines(LineInput.File(folder.File("link"))));
        File.CreateSymbolicLink(folder.File("loop"), folder.File("loop"));
        Fails(folder.File("loop"), FaultId.FileOpen);
        File.CreateSymbolicLink(folder.File("dangling"), folder.File("nothing"));
        Fails(folder.File("dangling"), FaultId.PathNotFound);
        File.CreateSymbolicLink(folder.File("device"), "/dev/zero");
        Fails(folder.File("device"), FaultId.FileOpen);
    }

    [Fact]
    public void A_socket_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using TempFolder folder = new();
        using System.Net.Sockets.Socket socket = new(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(folder.File("socket")));
        Fails(folder.File("socket"), FaultId.FileOpen);
    }

    [PermissionsFact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_that_may_not_be_read_is_refused()
    {
        using TempFolder folder = new();
        string path = folder.Write("secret.log", "a\n");
        File.SetUnixFileMode(path, UnixFileMode.None);
        using BoundRights bound = new();
        Fails(path, FaultId.FileOpen);
    }

    [Fact]
    public void Looking_at_a_cut_file_shows_what_is_there()
    {
        using TempFolder folder = new();
        string path = folder.Write("cut.gz", TempFolder.Gzip("a\nb\n"u8.ToArray())[..^3]);
        Assert.Equal("a\nb\n"u8.ToArray(), LineInput.File(path).Peek(1000));
    }

    private static void Fails(string path, FaultId id)
    {
        LineInput input = LineInput.File(path);
        foreach (Action open in (Action[])[() => input.Open().Dispose(), () => input.PlainLength(), () => input.Peek(10)])
        {
            LogStatsException error = Assert.Throws<LogStatsException>(open);
            Assert.Equal(id, error.Id);
            Assert.Equal(path, error.Target);
            Assert.NotEmpty(error.Advice);
        }
    }
}
