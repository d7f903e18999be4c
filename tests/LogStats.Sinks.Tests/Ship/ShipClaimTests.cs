using LogStats.Batches;
using LogStats.Faults;
using LogStats.Sinks.Ship;

namespace LogStats.Sinks.Tests.Ship;

/// <summary>One sender for each source.</summary>
public sealed class ShipClaimTests
{
    [Fact]
    public async Task A_clone_is_refused_and_the_first_one_goes_on()
    {
        await using ShipFixture ship = new();
        ship.Log.Append("a1\n");
        _ = await ship.SendAsync();
        Action clone = ship.Store.Backup("default");
        ship.Log.Append("a2\n");
        _ = await ship.SendAsync();
        Action first = ship.Store.Backup("default");

        clone();
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(ship.SendAsync);
        Assert.Equal(FaultId.SinkAuthentication, fault.Id);
        Assert.Contains("two of them", fault.Message, StringComparison.Ordinal);

        first();
        ship.Log.Append("a3\n");
        Assert.Equal(1, (await ship.SendAsync()).Sent);
        Assert.Equal("a1\na2\na3\n", ship.Text);
    }

    [Fact]
    public async Task A_sender_whose_source_was_taken_stops_and_stores_nothing()
    {
        await using ShipFixture ship = new();
        ship.Log.Append("a1\n");
        bool taken = false;
        ship.Robot.Troubles = (place, _) =>
        {
            taken = taken || (place == BatchWire.Batches && ship.Model.Take(new SourceClaim(ship.Model.Claim, "other")));
            return null;
        };
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(ship.SendAsync);
        Assert.Equal(FaultId.SinkAuthentication, fault.Id);
        Assert.Empty(ship.Text);
    }

    [Fact]
    public async Task A_claim_whose_answer_got_lost_is_asked_for_again_also_by_the_next_run()
    {
        await using ShipFixture ship = new();
        ship.Log.Append("a1\n");
        _ = await ship.SendAsync();
        ship.Options = ship.Options with { Retry = ship.Options.Retry with { Tries = 1 } };
        ship.Robot.Troubles = static (place, _) => place == BatchWire.Claims ? new Trouble { GiveOnly = 0 } : null;
        _ = await Assert.ThrowsAsync<LogStatsException>(ship.SendAsync);
        string? granted = ship.Model.Claim;
        ship.Robot.Troubles = static (_, _) => null;
        ship.Log.Append("a2\n");
        _ = await ship.SendAsync();
        Assert.Equal(granted, ship.Model.Claim);
        Assert.Equal("a1\na2\n", ship.Text);
    }

    [Fact]
    public async Task Two_senders_with_one_checkpoint_are_one_too_many()
    {
        await using ShipFixture ship = new();
        using LogStats.Sinks.Sqlite.SqliteCheckpoints store = LogStats.Sinks.Sqlite.SqliteCheckpoints.Open(ship.Log.File("c.db"), TimeProvider.System);
        ShipOptions options = ship.Options with { Address = ship.Robot.Address };
        await using BatchSender one = new(options, ship.Log.Options with { Store = store });
        LogStatsException fault = Assert.Throws<LogStatsException>(() => new BatchSender(options, ship.Log.Options with { Store = store }));
        Assert.Equal(FaultId.CheckpointInUse, fault.Id);
    }
}
