using System.Text;
using System.Text.Json;
using LogStats.Batches;
using LogStats.Receive;
using Microsoft.AspNetCore.Http;

namespace LogStats.Agent.Receiver;

/// <summary>What is answered: in the words of the protocol, never more of the inside than that.</summary>
internal sealed partial class ReceiverRequests
{
    private Task HealthAsync(HttpContext context) => JsonAsync(context, StatusCodes.Status200OK, json =>
    {
        ReceiveCounts counts = receiver.Counts;
        json.WriteString("status", "ok");
        json.WriteNumber("batches", counts.Batches);
        json.WriteNumber("lines", counts.Lines);
        json.WriteNumber("bytes", counts.Bytes);
        json.WriteNumber("had", counts.Had);
        json.WriteNumber("partial", counts.Partial);
        json.WriteNumber("untimed", counts.Untimed);
        json.WriteNumber("turnedBack", counts.TurnedBack);
        json.WriteNumber("refused", callers.Refused);
        json.WriteNumber("alarms", receiver.Alarms.Count);
    });

    private static Task AnswerAsync(HttpContext context, ReceiveAnswer answer)
    {
        if (answer.Trouble != ReceiveTrouble.None)
        {
            return LaterAsync(context, answer.Trouble);
        }

        BatchOutcome outcome = answer.Answer.Outcome;
        int status = outcome switch
        {
            BatchOutcome.Stored or BatchOutcome.Had => StatusCodes.Status200OK,
            BatchOutcome.Claimed => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status409Conflict,
        };
        return JsonAsync(context, status, json =>
        {
            json.WriteString("outcome", Word(outcome));
            if (outcome != BatchOutcome.Claimed)
            {
                json.WriteNumber("mark", answer.Answer.Mark);
            }
        });
    }

    private static string Word(BatchOutcome outcome) => outcome switch
    {
        BatchOutcome.Stored => "stored",
        BatchOutcome.Had => "had",
        BatchOutcome.Gap => "gap",
        BatchOutcome.Overlap => "overlap",
        BatchOutcome.Conflict => "conflict",
        _ => "claimed",
    };

    private static Task LaterAsync(HttpContext context, ReceiveTrouble trouble)
    {
        (int status, string seconds) = trouble switch
        {
            ReceiveTrouble.Full or ReceiveTrouble.Quota => (StatusCodes.Status507InsufficientStorage, "60"),
            ReceiveTrouble.TooMany => (StatusCodes.Status429TooManyRequests, "300"),
            ReceiveTrouble.Closing => (StatusCodes.Status503ServiceUnavailable, "2"),
            _ => (StatusCodes.Status503ServiceUnavailable, "5"),
        };
        context.Response.Headers.RetryAfter = seconds;
        return RefuseAsync(context, status, trouble switch
        {
            ReceiveTrouble.Full => "the disk is full",
            ReceiveTrouble.Quota => "this source has stored as much as it may",
            ReceiveTrouble.TooMany => "there are too many sources, or files of this source",
            ReceiveTrouble.Closing => "the receiver is about to end",
            _ => "the disk gave an error",
        });
    }

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        // Whatever is left of a body that nobody reads must not be taken for the next request.
        if (status is StatusCodes.Status400BadRequest or StatusCodes.Status408RequestTimeout or StatusCodes.Status411LengthRequired
            or StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType)
        {
            context.Response.Headers.Connection = "close";
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return JsonAsync(context, status, json => json.WriteString("error", reason));
    }

    private static Task TextAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();
    }

    private static Task JsonAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        System.Buffers.ArrayBufferWriter<byte> text = new(256);
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = text.WrittenCount;
        return context.Response.Body.WriteAsync(text.WrittenMemory).AsTask();
    }
}
