package io.deepwiki.application.chat;

import io.deepwiki.domain.llm.Language;

/** The line that tells a reader, in the answer's language, that the answer had to do without the retrieved context. */
final class ContextDropped {
    private ContextDropped() {}

    static String sentence(Language language) {
        return switch (language) {
            case ENGLISH ->
                "Note: the question was too long for the model, so it is answered without the retrieved code.";
            case JAPANESE -> "注意：質問がモデルの上限を超えたため、検索したコードなしで回答します。";
            case CHINESE -> "注意：问题超出了模型的长度限制，因此回答未使用检索到的代码。";
            case TRADITIONAL_CHINESE -> "注意：問題超出了模型的長度限制，因此回答未使用檢索到的程式碼。";
            case SPANISH ->
                "Nota: la pregunta era demasiado larga para el modelo; se responde sin el código recuperado.";
            case KOREAN -> "참고: 질문이 모델의 한도를 넘어 검색된 코드 없이 답합니다.";
            case VIETNAMESE -> "Lưu ý: câu hỏi quá dài so với mô hình, nên câu trả lời không dùng mã đã truy xuất.";
            case PORTUGUESE ->
                "Nota: a pergunta era longa demais para o modelo; a resposta não usa o código recuperado.";
            case FRENCH ->
                "Remarque : la question est trop longue pour le modèle ; la réponse se passe du code retrouvé.";
            case RUSSIAN -> "Примечание: вопрос слишком длинный для модели, поэтому ответ дан без найденного кода.";
            case GERMAN ->
                "Hinweis: Die Frage war zu lang für das Modell; die Antwort kommt ohne den gefundenen Code aus.";
        };
    }
}
