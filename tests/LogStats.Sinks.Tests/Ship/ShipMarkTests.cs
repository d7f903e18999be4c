using LogStats.Batches;
using LogStats.Follow;
using LogStats.Sinks.Ship;

namespace LogStats.Sinks.Tests.Ship;

/// <summary>Where the receiver has more or less than the sender believes, the receiver is believed.</summary>
public sealed class ShipMarkTests
{
    [Fact]
    public async Task A_position_is_saved_only_once_all_before_it_was_answered()
    {
        await using ShipFixture ship = new();
        ship.Paths = [ship.Log.File(), ship.Log.File("b.log")];
        ship.Log.Append("a1\n").Append("b1\n", "b.log");
        TaskCompletionSource held = new();
        TaskCompletionSource waits = new();
        ship.Robot.Troubles = (place, _) =>
        {
            if (place != BatchWire.Batches || waits.Task.IsCompleted)
            {
                return null;
            }

            waits.SetResult();
            return new Trouble { Wait = held.Task };
        };
        Task<ShipAccount> run = ship.SendAsync();
        await waits.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(ship.Store.Load("default"));
        held.SetResult();
        Assert.Equal(2, (await run).Sent);
        Assert.Equal(2, ship.Store.Load("default").Count);
    }

    [Fact]
    public async Task Batches_of_one_file_go_one_after_the_other_and_those_of_several_at_once()
    {
        await using ShipFixture ship = new();
        string[] names = ["a.log", "b.log", "c.log"];
        ship.Paths = [.. names.Select(name => ship.Log.File(name))];
        foreach (string name in names)
        {
            ship.Log.Append(string.Concat(Enumerable.Range(0, 20).Select(at => $"{name[0]}{at}\n")), name);
        }

        ship.Options = ship.Options with { BatchLines = 3 };
        TaskCompletionSource all = new(); // Nobody is answered before the first batch of each is there.
        int now = 0;
        ship.Robot.Troubles = (place, _) =>
        {
            if (place == BatchWire.Batches && Interlocked.Increment(ref now) == names.Length)
            {
                all.SetResult();
            }

            return place == BatchWire.Batches ? new Trouble { Wait = all.Task } : null;
        };
        _ = await ship.SendAsync();
        Assert.All(ship.Model.Heads.GroupBy(static head => head.Key.File), static file =>
            Assert.Equal(file.Select(static head => head.Key.Start).Order(), file.Select(static head => head.Key.Start)));
        Assert.Equal(0, ship.Model.Repeats);
        Assert.All(ship.Model.Texts.Values, static text => Assert.Equal(20, text.Count(static one => one == '\n')));
    }

    [Fact]
    public async Task A_receiver_that_has_less_than_it_said_gets_it_again_also_from_rotated_files()
    {
        await using ShipFixture ship = new();
        ship.Log.Append("a1\n");
        _ = await ship.SendAsync();
        Action restore = ship.Model.Backup();
        ship.Log.Append("a2\n").Rename().Append("b1\n").Rename().Append("c1\n");
        _ = await ship.SendAsync();
        restore();
        ship.Log.Append("c2\n");
        _ = await ship.SendAsync();
        Assert.Equal("a1\na2\nb1\nc1\nc2\n", ship.Text);
        Assert.Contains(ship.Told, static told => told.Kind == ShipEventKind.Again);
    }

    [Fact]
    public async Task Lines_that_nobody_has_any_more_are_told_and_do_not_hold_up_the_rest()
    {
        await using ShipFixture ship = new();
        ship.Log.Append("a1\n");
        _ = await ship.SendAsync();
        Action restore = ship.Model.Backup();
        ship.Log.Append("a2\na3\n");
        _ = await ship.SendAsync();
        restore();
        ship.Log.Append("a4\n").Rename();

        // It is read to its end, and gone before the receiver can say what it misses.
        ship.Robot.Troubles = (place, _) =>
        {
            if (place == BatchWire.Marks && ship.Log.Exists("app.log.1"))
            {
                ship.Log.Delete("app.log.1").Append("b1\n");
            }

            return null;
        };
        ShipAccount account = await ship.SendAsync();
        ship.Log.Append("b2\n");
        _ = await ship.SendAsync();
        if (ship.Told.Any(static told => told.Kind == ShipEventKind.Lost))
        {
            Assert.Equal((6, 1), (account.LostBytes, ship.Model.Losses));
            Assert.Equal("a1\na4\nb1\nb2\n", ship.Text);
        }
        else
        {
            Assert.Equal("a1\na2\na3\na4\nb1\nb2\n", ship.Text); // It was still open.
        }
    }

    [Fact]
    public async Task A_file_that_is_another_at_the_receiver_stops_and_all_others_go_on()
    {
        await using ShipFixture ship = new();
        ship.Paths = [ship.Log.File(), ship.Log.File("b.log")];
        ship.Log.Append("a1\na2\n").Append("b1\n", "b.log");
        int batch = 0;
        ship.Robot.Troubles = (place, _) => place == BatchWire.Batches && ++batch == 1 ? new Trouble { Status = 409, Body = """{"outcome":"conflict","mark":0}""" } : null;
        ShipAccount account = await ship.SendAsync();
        Assert.Equal((1, 1), (account.StoppedFiles, ship.Model.Texts.Count));
        Assert.Equal(account.Read, account.Sent + account.Stopped);
        ShipEvent told = Assert.Single(ship.Told, static told => told.Kind == ShipEventKind.Stopped);
        Assert.Contains("other lines", told.Text, StringComparison.Ordinal);

        // Once it is right again nothing of it is missing.
        _ = await ship.SendAsync();
        Assert.Equal(["a1\na2\n", "b1\n"], ship.Model.Texts.Values.Order());
    }

    [Fact]
    public async Task A_mark_within_a_line_stops_the_file()
    {
        await using ShipFixture ship = new();
        ship.Log.Append("a1\na2\n");
        ship.Robot.Troubles = (place, number) => place == BatchWire.Marks && number > 1
            ? new Trouble { Status = 200, Body = $"{{\"marks\":{{\"{ship.Log.Follower.FilesOf(ship.Log.File())[0].FileId}\":4}}}}" } : null;
        ShipAccount account = await ship.SendAsync();
        Assert.Equal((1, 2), (account.StoppedFiles, account.Stopped));
        Assert.Empty(ship.Text);
    }

    [Fact]
    public async Task From_the_end_what_came_before_is_never_sent_and_never_missed()
    {
        await using ShipFixture ship = new() { From = FollowStart.End };
        ship.Log.Append("old 1\nold 2\n");
        await using (BatchSender sender = ship.Sender())
        {
            ship.Log.Append("a1\n");
            await sender.RunAsync(once: true, CancellationToken.None);
        }

        Assert.Equal("a1\n", ship.Text);
        Assert.Equal(12, Assert.Single(ship.Model.Heads).Begin);
        ship.Log.Append("a2\n");
        _ = await ship.SendAsync(); // From its position, although it is told the end again.
        Assert.Equal("a1\na2\n", ship.Text);
        Assert.Equal(0, ship.Model.Losses);
    }

    [Fact]
    public async Task Headers_that_all_files_begin_with_are_sent_of_each()
    {
        await using ShipFixture ship = new();
        for (int file = 0; file < 4; file++)
        {
            ship.Log.Append($"#Version: 1.0\nline {file}\n");
            _ = await ship.SendAsync();
            ship.Log.Rename();
        }

        Assert.Equal(string.Concat(Enumerable.Range(0, 4).Select(static file => $"#Version: 1.0\nline {file}\n")), ship.Text);

        // With no state, a new file is not taken for an older one that begins alike.
        ship.Store.Forget("default");
        ship.Model.IsQuiet = true;
        ship.Log.Append("#Version: 1.0\nline 4\n");
        _ = await ship.SendAsync();
        Assert.Equal(5, ship.Text.Split("#Version: 1.0\n").Length - 1);
        Assert.EndsWith("line 4\n", ship.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_as_much_is_read_as_has_room()
    {
        await using ShipFixture ship = new();
        ship.Log.Options = ship.Log.Options with { BlockSize = 4096, LookLength = 4096 };
        ship.Options = ship.Options with { Budget = 64 << 10, BatchBytes = 8 << 10, Retry = ship.Options.Retry with { Tries = 50 } };
        string lines = string.Concat(Enumerable.Range(0, 50_000).Select(static at => $"line {at}\n"));
        ship.Log.Append(lines);
        ship.Robot.Troubles = static (place, _) => place == BatchWire.Batches ? new Trouble { Status = 503 } : null;
        await using (BatchSender sender = ship.Sender())
        {
            _ = await Assert.ThrowsAnyAsync<Exception>(() => sender.RunAsync(once: true, CancellationToken.None));
            Assert.InRange(sender.Account.Read, 1000, 20_000);
        }

        ship.Robot.Troubles = static (_, _) => null;
        _ = await ship.SendAsync();
        Assert.Equal(lines, ship.Text);
    }

    [Fact]
    public async Task Compressed_batches_are_the_same_lines()
    {
        await using ShipFixture ship = new();
        ship.Options = ship.Options with { Compress = true };
        string lines = string.Concat(Enumerable.Range(0, 5000).Select(static at => $"line {at}\n"));
        ship.Log.Append(lines);
        _ = await ship.SendAsync();
        Assert.Equal(lines, ship.Text);
        Assert.Contains(ship.Robot.Headers, static headers => headers.GetValueOrDefault("Content-Encoding") == "gzip");
        ship.Log.Append(new string('x', 1 << 20) + "\n"); // A receiver takes what shrinks so far for a bomb.
        _ = await ship.SendAsync();
        Assert.False(ship.Robot.Headers[^1].ContainsKey("Content-Encoding"));
    }

    [Fact]
    public async Task A_sender_that_is_stopped_sends_what_it_has_read_and_saves_it()
    {
        await using ShipFixture ship = new();
        ship.Options = ship.Options with { Linger = TimeSpan.FromHours(1) };
        ship.Log.Append("a1\n");
        using CancellationTokenSource stop = new();
        await using (BatchSender sender = ship.Sender())
        {
            ship.Robot.Troubles = (place, number) =>
            {
                if (place == BatchWire.Marks && number > 1)
                {
                    stop.Cancel();
                }

                return null;
            };
            await sender.RunAsync(once: false, stop.Token);
        }

        Assert.Equal("a1\n", ship.Text);
        Assert.Equal(3, Assert.Single(ship.Store.Load("default")).Offset);
    }

    [Fact]
    public async Task The_old_form_sends_lines_and_host_and_asks_nothing()
    {
        await using ShipFixture ship = new();
        ship.Options = ship.Options with { Protocol = ShipProtocol.Upload, HostName = "10.0.0.7", BatchLines = 2 };
        ship.Log.Append("a1\na2\r\na3 \xff\n");
        Assert.Equal(3, (await ship.SendAsync()).Sent);
        Assert.Equal(["10.0.0.7:a1\na2\r\n", "10.0.0.7:a3 \ufffd\n"], ship.Robot.Uploads);
        Assert.Equal(0, (await ship.SendAsync()).Read);
    }
}
