-- AlterEnum
ALTER TYPE "ArticleEventKind" ADD VALUE 'GROUPED';
