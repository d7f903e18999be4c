using LogStats.Batches;
using LogStats.Follow;
using LogStats.Sinks.Ship;

namespace LogStats.Sinks.Tests.Ship;

/// <summary>What the program that this replaces gets wrong when it sends, by the numbers of the list of its defects.</summary>
public sealed class ShipOriginalTests
{
    [Fact]
    public async Task Original_defect_01_a_log_that_was_rotated_while_nobody_sent_is_sent_to_its_end_and_its_successor_from_its_start()
    {
        await using ShipFixture ship = new();
        ship.Log.Append("a1\na2\n");
        _ = await ship.SendAsync();
        ship.Log.Append("a3\n").Rename().Append("b1 is longer than all before it\nb2\n");
        _ = await ship.SendAsync();
        Assert.Equal("a1\na2\na3\nb1 is longer than all before it\nb2\n", ship.Text);
    }

    [Fact]
    public async Task Original_defect_02_the_rest_of_a_log_that_is_rotated_while_it_is_sent_is_not_left_behind()
    {
        await using ShipFixture ship = new();
        ship.Options = ship.Options with { BatchLines = 1 };
        ship.Log.Append("a1\na2\na3\n");
        int number = 0;
        ship.Robot.Troubles = (place, _) =>
        {
            int now = place == BatchWire.Batches ? Interlocked.Increment(ref number) : 0;
            if (now is 1 or 3)
            {
                ship.Log.Append($"late {now}\n").Rename().Append($"new {now}\n");
            }

            return null;
        };
        _ = await ship.SendAsync();
        _ = await ship.SendAsync();
        Assert.Equal("a1\na2\na3\nlate 1\nnew 1\nlate 3\nnew 3\n", ship.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Original_defect_03_a_log_that_is_copied_and_cut_goes_on_at_once(bool isStopped)
    {
        await using ShipFixture ship = new();
        ship.Log.Append("a1 and a good deal more\na2\n");
        _ = await ship.SendAsync();
        ship.Log.Append("a3\n");
        _ = isStopped ? null : await ship.SendAsync();
        ship.Log.CopyTruncate().Append("b1\n");
        _ = await ship.SendAsync();
        Assert.Equal("a1 and a good deal more\na2\na3\nb1\n", ship.Text);
    }

    [Fact]
    public async Task Original_defect_05_more_lines_than_a_batch_holds_go_without_anything_new_being_written()
    {
        await using ShipFixture ship = new();
        string lines = string.Concat(Enumerable.Range(0, 25_003).Select(static at => $"{at}\n"));
        ship.Log.Append(lines);
        Assert.Equal((25_003, 3), ((await ship.SendAsync()).Sent, ship.Receipts.Count));
        Assert.Equal(lines, ship.Text);
    }

    [Fact]
    public async Task Original_defect_05_a_stretch_of_lines_that_are_all_passed_over_moves_on()
    {
        await using ShipFixture ship = new();
        ship.Options = ship.Options with { Skip = ["/health.php", "nginx/", "health check"], BatchLines = 10 };
        string health = "127.0.0.1 - - [29/Nov/2025:10:20:02 +0600] \"GET /health.php HTTP/1.0\" 200 2 \"-\" \"nginx/1.24.0 (health check)\"\n";
        ship.Log.Append(string.Concat(Enumerable.Repeat(health, 25)) + "GET /health.php from a person\n" + string.Concat(Enumerable.Repeat(health, 30)));
        ShipAccount account = await ship.SendAsync();
        Assert.Equal((56, 1, 55), (account.Read, account.Sent, account.Skipped));
        Assert.Equal("GET /health.php from a person\n", ship.Text);
        FollowPosition position = Assert.Single(ship.Store.Load("default"));
        Assert.Equal(position.Offset, ship.Model.MarkOf(position.FileId));
        Assert.Equal(0, (await ship.SendAsync()).Read);
    }

    [Fact]
    public async Task Original_defect_06_a_request_that_nobody_answers_has_a_time_limit()
    {
        await using ShipFixture ship = new();
        ship.Options = ship.Options with { Timeout = TimeSpan.FromMilliseconds(200) };
        ship.Log.Append("a1\n");
        int number = 0;
        ship.Robot.Troubles = (place, _) => place == BatchWire.Batches && ++number == 1 ? new Trouble { GiveOnly = 0, IsSilent = true } : null;
        _ = await ship.SendAsync();
        Assert.Equal("a1\n", ship.Text);
    }

    [Fact]
    public async Task Original_defect_07_lines_whose_answer_got_lost_are_not_stored_again()
    {
        await using ShipFixture ship = new();
        ship.Options = ship.Options with { BatchLines = 2 };
        ship.Log.Append("a1\na2\na3\na4\na5\n");
        int number = 0;
        ship.Robot.Troubles = (place, _) => place == BatchWire.Batches && ++number % 2 == 1 ? new Trouble { GiveOnly = 0 } : null;
        ShipAccount account = await ship.SendAsync();
        Assert.Equal("a1\na2\na3\na4\na5\n", ship.Text);
        Assert.Equal((5, 0, 5), (account.Read, account.Sent, account.Had));
        Assert.Equal(3, ship.Model.Repeats);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("\0\0\0\0")]
    [InlineData("{\"claim\":7}")]
    [InlineData("[1]")]
    public async Task Original_defect_09_state_that_is_damaged_neither_stops_it_nor_sends_anything_twice(string damaged)
    {
        await using ShipFixture ship = new();
        ship.Log.Append("a1\na2\n").Rename().Append("b1\n");
        _ = await ship.SendAsync();
        FollowPosition[] kept = [.. ship.Store.Load("default").Select(position => position with { State = damaged })];
        await ship.Store.SaveAsync("default", kept, [], damaged, default);
        ship.Log.Append("b2\n");
        ship.Model.IsQuiet = true; // It cannot say any more who it was.
        Assert.Equal(1, (await ship.SendAsync()).Sent);
        ship.Store.Forget("default");
        ship.Log.Append("b3\n").Rename().Append("c1\n");
        ship.Model.IsQuiet = true;
        Assert.Equal(2, (await ship.SendAsync()).Sent);
        Assert.Equal("b1\nb2\nb3\nc1\n", ship.Text);
    }

    [Fact]
    public async Task Original_defect_14_no_secret_goes_over_a_network_in_the_clear_or_after_a_redirect()
    {
        ShipOptions open = new() { Address = new Uri("http://receiver.example:5000"), Token = "s3cret-t0ken" };
        Exception fault = Assert.ThrowsAny<Exception>(() => new BatchClient(open));
        Assert.DoesNotContain("s3cret", fault.ToString(), StringComparison.Ordinal);
        new BatchClient(open with { AllowUnencrypted = true }).Dispose();
        new BatchClient(open with { Address = new Uri("https://receiver.example:5001") }).Dispose();

        await using ShipFixture other = new();
        await using ShipFixture ship = new();
        ship.Options = ship.Options with { Token = "s3cret-t0ken" };
        ship.Log.Append("a1\n");
        ship.Robot.Troubles = (_, _) => new Trouble { Status = 307, Header = $"Location: {other.Robot.Address}v1/claims" };
        _ = await Assert.ThrowsAnyAsync<Exception>(ship.SendAsync);
        Assert.Empty(other.Robot.Headers);
        Assert.Equal("Bearer s3cret-t0ken", Assert.Single(ship.Robot.Headers)["Authorization"]);
    }
}
