using System.Buffers;
using System.Text;
using System.Text.Json;
using LogStats.Sinks.Json;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.Json;

/// <summary>Rows cut into named messages.</summary>
public sealed class JsonMessagesTests
{
    [Fact]
    public void Every_row_is_in_one_message_and_in_order()
    {
        JsonMessage[] messages = Cut(100, Samples.Batch(0, 250));

        Assert.Equal([(0, 100), (100, 100), (200, 50)], messages.Select(static message => (message.First, message.Count)));
        Assert.Equal(Enumerable.Range(0, 250).Select(static i => (long)i), messages.SelectMany(Numbers));
    }

    [Fact]
    public void Sent_again_a_message_has_the_same_name_and_any_other_rows_another()
    {
        string[] names = [.. Cut(100, Samples.Batch(0, 300)).Select(static message => message.Id)];

        Assert.Equal(names, Cut(100, Samples.Batch(0, 300)).Select(static message => message.Id));
        Assert.Equal(names[1..], Cut(100, Samples.Batch(100, 200)).Select(static message => message.Id));
        Assert.Equal(3, names.Distinct().Count());
        Assert.Empty(names.Intersect(Cut(99, Samples.Batch(0, 300)).Select(static message => message.Id)));
        Assert.All(names, static name => Assert.Matches("^[0-9a-f]{32}$", name));
    }

    [Fact]
    public void A_name_is_of_where_a_record_stands_and_not_of_what_it_says()
        => Assert.Equal(Cut(1, new Sample(7) { Text = "a" })[0].Id, Cut(1, new Sample(7) { Text = "b" })[0].Id);

    [Fact]
    public void Rows_without_a_name_give_their_text_as_one()
    {
        string one = Cut(1, new PlainRow("t", 1))[0].Id;

        Assert.Equal(one, Cut(1, new PlainRow("t", 1))[0].Id);
        Assert.NotEqual(one, Cut(1, new PlainRow("t", 2))[0].Id);
        Assert.NotEqual(Cut(2, new Sample(1), new PlainRow("t", 1))[0].Id, Cut(2, new Sample(1), new PlainRow("t", 2))[0].Id);
    }

    [Fact]
    public void A_row_with_a_document_is_that_document()
        => Assert.Equal("""[{"a":{"b":1}},{"Number":5}]""", Encoding.UTF8.GetString(Cut(2, new Document(), new PlainRow("t", 5))[0].Body.Span));

    private static JsonMessage[] Cut(int rows, params IRow[] batch)
    {
        JsonMessages messages = new(rows);
        List<JsonMessage> cut = [];
        for (int first = 0; first < batch.Length; first += cut[^1].Count)
        {
            cut.Add(messages.Next(batch, first));
        }

        return [.. cut];
    }

    private static long[] Numbers(JsonMessage message)
    {
        using JsonDocument array = JsonDocument.Parse(message.Body);
        return [.. array.RootElement.EnumerateArray().Select(static row => row.GetProperty("Number").GetInt64())];
    }

    private sealed class Document : IJsonDocument
    {
        public RowMap GetRowMap() => new PlainRow("documents", 0).GetRowMap();

        public void WriteDocument(IBufferWriter<byte> output) => output.Write("""{"a":{"b":1}}"""u8);
    }
}
